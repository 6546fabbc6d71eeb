// The side panel: everything known of one thing, one fact or one article.

const Panel = {
  shown: "",

  link(thing) {
    return button("", () => Walk.select(thing), { class: "thing", lang: "zh", title: Store.name(thing) }).appendChild(bdi(cut(Store.labels[thing], 60))).parentNode;
  },

  /** The first `limit` of a list, built, and a button that builds the next ones: nothing is left out silently. */
  some(list, limit, build) {
    const found = list.slice(0, limit).map(build);
    if (list.length > limit) {
      const more = button(say("showRest", { n: Words.count(list.length - limit) }), () => {
        more.replaceWith(...Panel.some(list.slice(limit), Math.max(limit, 100), build));
      }, { class: "more" });
      found.push(more);
    }
    return found;
  },

  render() {
    const panel = $("panel");
    document.body.classList.toggle("reading", State.thing >= 0 || State.fact >= 0);
    if (State.fact >= 0) panel.replaceChildren(Panel.close(), ...Panel.ofFact(State.fact));
    else if (State.thing >= 0) panel.replaceChildren(Panel.close(), ...Panel.ofThing(State.thing));
    else panel.replaceChildren(el("p", { class: "soft", text: say("nothingSelected") }), el("p", { class: "soft", text: say("tip") }));
    panel.scrollTop = 0;
    const quote = panel.querySelector(".text mark.quote");
    if (quote) quote.scrollIntoView({ block: "center" });
  },

  close: () => button("×", () => Walk.select(-1), { class: "close", "aria-label": say("close") }),

  head(thing) {
    const classes = Store.typesOf(thing).map(Words.ofClass).join(" · ");
    const aliases = Store.aliases[thing] || [], note = Store.notes[thing];
    const rows = [el("h2", { lang: "zh" }, icon(Store.familyOf(thing)), bdi(cut(Store.labels[thing], 200))), el("p", { class: "soft", text: classes })];
    if (aliases.length) {
      const names = Panel.some(aliases, 30, (name) => bdi(cut(name, 60), { class: "alias", lang: "zh" }));
      rows.push(el("p", { class: "aliases" }, el("span", { class: "soft", text: say("aliases") }), ...names));
    }
    if (note) rows.push(el("p", { class: "soft" }, bdi(note)));
    return rows;
  },

  ofThing(thing) {
    const article = Store.is(thing, "NewsArticle");
    const parts = [
      ...(article ? Articles.body(thing, State.quote) : []),
      ...Panel.literals(thing), ...Panel.posts(thing), ...Panel.facts(thing), ...Panel.observations(thing),
    ];
    const heads = parts.filter((part) => part.tagName === "H3");
    const jumps = heads.length > 1 ? el("nav", { class: "jumps", "aria-label": say("details") }, ...heads.map((head) => button(head.firstChild.data, () => head.scrollIntoView({ block: "start" }), {}))) : null;
    if (jumps) heads.forEach((head, i) => jumps.children[i].append(el("span", { class: "count", text: head.lastChild.textContent })));
    return [...Panel.head(thing), Walk.tools(thing), jumps, ...parts].filter(Boolean);
  },

  literals(thing) {
    const list = (Store.literalsOf.get(thing) || []).filter((fact) => Store.relations[Store.relation[fact]] !== "headline");
    if (!list.length) return [];
    return [el("dl", { class: "literals" }, ...Panel.some(list, 40, (fact) => el("div", { class: "fact" },
      el("dt", {}, Panel.factLink(fact, Words.ofRelation(Store.relations[Store.relation[fact]]))),
      el("dd", {}, bdi(cut(Store.literals.get(fact).text, 400)), Store.denied[fact] ? Panel.denied() : null,
        ...(Store.evidenceOf(fact).length ? [Panel.fold(Store.evidenceOf(fact).length, () => Quotes.cards(fact))] : [])))))];
  },

  denied: () => el("span", { class: "badge negated", text: say("negatedFact") }),

  /** A line that opens to show quotes, built only then. */
  fold(count, build) {
    const fold = el("details", { class: "quotes" }, el("summary", { text: `${say("evidence")} ${Words.count(count)}` }));
    fold.addEventListener("toggle", () => { if (fold.open && fold.children.length < 2) fold.append(...build()); });
    return fold;
  },

  factLink: (fact, text) => button(text, () => Walk.selectFact(fact), { class: "relation" }),

  posts(thing) {
    const tenures = [];
    for (const fact of Store.linksOf(thing)) {
      const other = Store.other(fact, thing);
      if (Store.is(other, "Tenure") && !Store.denied[fact] && !tenures.includes(other)) tenures.push(other);
    }
    if (!tenures.length) return [];
    const person = (tenure) => {
      for (const fact of Store.linksOf(tenure)) if (Store.object[fact] === tenure) return [Store.subject[fact]];
      return [];
    };
    const row = (tenure) => el("tr", {},
      el("td", {}, ...person(tenure).map(Panel.link)), el("td", {}, bdi(Store.literal(tenure, "jobTitle") || "")),
      el("td", {}, ...Store.linked(tenure, ["worksFor"]).map(Panel.link)),
      el("td", { text: [Store.literal(tenure, "from"), Store.literal(tenure, "until")].map((d) => d || "").join(" – ").replace(/^ – $/, "") }));
    return [Panel.section(say("posts"), tenures.length),
      Panel.tableOf([Words.ofClass("Person"), say("post"), say("body"), say("date")], Panel.some(tenures, 30, row))];
  },

  section: (name, count) => el("h3", {}, name, el("span", { class: "count", text: Words.count(count) })),
  tableOf(heads, rows) {
    const body = el("tbody");
    for (const row of rows) body.append(row.tagName === "TR" ? row : el("tr", {}, el("td", { colspan: heads.length }, row)));
    return el("div", { class: "scroll", tabindex: "0" }, el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col", text })))), body));
  },

  fields(i) {
    const found = {};
    for (const [name, , text] of Store.observationFields[i]) found[Store.codes[name]] = text;
    return found;
  },
  value(fields) {
    const sign = { "=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ " }[fields.comparator] ?? `${fields.comparator || ""} `;
    const [whole, rest] = String(fields.value ?? "").split(".");
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
  },

  observations(thing) {
    const list = Store.observationsOf.get(thing) || [];
    if (!list.length) return [];
    const heads = ["indicator", "value", "unit", "status", "period"].map(Words.ofField);
    const row = (i) => {
      const fields = Panel.fields(i), cells = el("tbody", {},
        el("tr", { class: "observation" }, el("td", {}, bdi(fields.indicator || "")),
          el("td", { class: "number", title: fields.valueText || "", text: Panel.value(fields) }), el("td", {}, bdi(fields.unit || "")),
          el("td", {}, fields.status ? el("span", { class: `badge ${fields.status}`, text: Words.ofValue(fields.status) }) : ""), el("td", { text: fields.period || "" })),
        el("tr", {}, el("td", { colspan: 5, class: "under" }, ...Quotes.cards(Store.facts + i))));
      return cells;
    };
    const table = el("table", { class: "figures" }, el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col", text })))), ...list.slice(0, 30).map(row));
    const rest = list.slice(30);
    const more = rest.length ? button(say("showRest", { n: Words.count(rest.length) }), () => { table.append(...rest.map(row)); more.remove(); }, { class: "more" }) : null;
    return [Panel.section(say("observations"), list.length), el("div", { class: "scroll", tabindex: "0" }, table), more].filter(Boolean);
  },

  /** All facts, grouped by relation and direction; where the thing is merely mentioned comes last, folded. */
  facts(thing) {
    const groups = new Map();
    for (const fact of Store.linksOf(thing)) {
      if (Store.is(Store.other(fact, thing), "Tenure")) continue;
      const out = Store.subject[fact] === thing, key = `${Store.relation[fact]} ${out ? 1 : 0}`;
      if (!groups.has(key)) groups.set(key, { relation: Store.relations[Store.relation[fact]], out, facts: [] });
      groups.get(key).facts.push(fact);
    }
    const weight = (group) => (group.relation === "mentions" ? 2 : group.relation === "onPage" ? 1 : 0);
    const list = [...groups.values()].sort((a, b) => weight(a) - weight(b) || b.out - a.out || b.facts.length - a.facts.length || (a.relation < b.relation ? -1 : 1));
    const count = list.reduce((sum, group) => sum + group.facts.length, 0);
    if (!count) return [];
    let room = 24; // cards built at once; beyond, a fact shows its quotes when opened
    const row = (group) => (fact) => {
      const quotes = Store.evidenceOf(fact).length, open = room > 0 && group.relation !== "mentions";
      room -= Math.min(quotes, 2);
      return el("div", { class: "fact" },
        el("p", {}, Panel.link(Store.other(fact, thing)), " ", Panel.factLink(fact, say("details")), Store.denied[fact] ? Panel.denied() : null),
        ...(open ? Quotes.cards(fact) : [Panel.fold(quotes, () => Quotes.cards(fact, false, 10))]));
    };
    const title = (group) => (group.out ? `${Words.ofRelation(group.relation)} →` : `→ ${Words.ofRelation(group.relation)}`);
    return [Panel.section(say("facts"), count), ...list.map((group) => {
      const head = el("summary", {}, title(group), el("span", { class: "count", text: Words.count(group.facts.length) }));
      const part = el("details", { class: "group", open: group.relation !== "mentions" }, head);
      const fill = () => { if (part.open && part.children.length < 2) part.append(...Panel.some(group.facts, 40, row(group))); };
      part.addEventListener("toggle", fill);
      fill();
      return part;
    })];
  },

  ofFact(fact) {
    const literal = Store.literals.get(fact), relation = Words.ofRelation(Store.relations[Store.relation[fact]]);
    const object = literal ? bdi(cut(literal.text, 400)) : Panel.link(Store.object[fact]);
    return [
      el("h2", { class: "statement" }, Panel.link(Store.subject[fact]), el("span", { class: "verb", text: ` ${relation} ` }), object),
      Store.denied[fact] ? el("p", {}, Panel.denied()) : null,
      Panel.section(say("evidence"), Store.evidenceOf(fact).length), ...Quotes.cards(fact, true),
    ].filter(Boolean);
  },

  openArticle: (article, e) => Walk.select(article, e),
};

const Articles = {
  /** The whole article, each mention marked and leading to its thing; `quote` is the evidence to show. */
  body(article, quote) {
    const text = Store.texts[article], source = Quotes.source(article).slice(1).join(" · ");
    const only = button(say("onlyArticle"), () => Legend.onlyArticle(article));
    const head = [el("p", { class: "soft" }, bdi(source)), el("p", {}, only)];
    if (text === undefined) return [...head, el("p", { class: "soft", text: say("noText") }), ...Articles.sentences(article)];
    const box = el("div", { class: "text", lang: "zh", dir: "auto" }), marks = Articles.marks(article, text);
    const at = quote >= 0 && !Store.loose[quote] ? [Store.quoteAt[quote], Store.quoteAt[quote] + Store.quoteLength[quote]] : null;
    const points = new Set([0, text.length, ...(at || []), ...marks.flatMap((mark) => [mark.from, mark.to])]);
    const cuts = [...points].sort((a, b) => a - b);
    let k = 0;
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i], cuts[i + 1]], words = inert(text.slice(from, to));
      while (k < marks.length && marks[k].to <= from) k++;
      const mark = k < marks.length && marks[k].from <= from ? marks[k] : null;
      const quoted = at && from >= at[0] && to <= at[1];
      let node = document.createTextNode(words);
      if (mark) {
        node = button(words, () => Walk.select(mark.thing), { class: "mention", title: `${Store.name(mark.thing)} · ${Store.typesOf(mark.thing).map(Words.ofClass).join(" · ")}` });
        node.style.borderBottomColor = Theme.fill(Store.familyOf(mark.thing));
      }
      box.append(quoted ? el("mark", { class: "quote" }, node) : node);
    }
    return [...head, box];
  },

  /** Non-overlapping mentions { from, to, thing }: those the graph points at; names of things it only lists are looked up. */
  marks(article, text) {
    const found = [];
    for (const fact of Store.linksOf(article)) {
      const relation = Store.relations[Store.relation[fact]], thing = Store.object[fact];
      if (Store.subject[fact] !== article || !["mentions", "about"].includes(relation)) continue;
      const placed = Store.evidenceOf(fact).filter((e) => Store.article[e] === article && !Store.loose[e]);
      for (const e of relation === "mentions" ? placed : []) found.push({ from: Store.quoteAt[e], to: Store.quoteAt[e] + Store.quoteLength[e], thing });
      if (placed.length) continue;
      for (const name of [Store.labels[thing], ...(Store.aliases[thing] || [])]) {
        if (!name.length) continue;
        for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) found.push({ from: at, to: at + name.length, thing });
      }
    }
    found.sort((a, b) => a.from - b.from || b.to - a.to);
    let end = 0;
    return found.filter((mark) => {
      if (mark.from < end || mark.to <= mark.from) return false;
      end = mark.to;
      return true;
    });
  },

  sentences(article) {
    const seen = new Set(), list = [];
    for (let e = 0; e < Store.evidence; e++) {
      if (Store.article[e] !== article) continue;
      const { before, quote, after, begin } = Quotes.read(e), sentence = before + quote + after;
      if (seen.has(sentence)) continue;
      seen.add(sentence);
      list.push([begin - before.length, sentence]);
    }
    list.sort((a, b) => a[0] - b[0]);
    return [el("div", { class: "text", lang: "zh", dir: "auto" }, ...list.map(([, sentence]) => el("p", { text: plain(sentence) })))];
  },
};
