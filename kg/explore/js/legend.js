// The left column: what kinds of things and facts there are, how many pass, and switches for each.

const Legend = {
  open: new Set(),
  wanted: "",

  render() {
    const keep = document.activeElement?.dataset?.key;
    const boxes = [Legend.quiet(), Legend.classes(), Legend.relations(), Timeline.box(), Legend.evidence(), Legend.articles(), Legend.budget()];
    const column = $("filters"), top = column.scrollTop;
    column.replaceChildren(
      el("div", { class: "row head" }, el("h2", { text: say("filters") }), button(say("reset"), Walk.reset, { id: "reset" }),
        button("×", () => Legend.toggle(false), { class: "close narrow", "aria-label": say("close") })),
      ...boxes.filter(Boolean));
    column.scrollTop = top;
    if (keep) column.querySelector(`[data-key="${CSS.escape(keep)}"]`)?.focus();
  },

  toggle(open) {
    document.body.classList.toggle("filtering", open);
    $("menu").setAttribute("aria-expanded", String(open));
    if (open) $("filters").querySelector("button,input")?.focus();
  },

  box(title, key, ...children) {
    const part = el("details", { class: "box", open: !Legend.shut.has(key) }, el("summary", { "data-key": `box ${key}` }, el("h3", { text: title })), ...children);
    part.addEventListener("toggle", () => { if (part.open) Legend.shut.delete(key); else Legend.shut.add(key); });
    return part;
  },
  shut: new Set(["articles"]),

  /** A switch with a name and a count; a struck-out name is off. */
  item(key, on, content, count, run, half) {
    const box = el("input", { type: "checkbox", checked: on, "data-key": key, on: { change: run } });
    box.indeterminate = Boolean(half);
    return el("label", { class: `item${on || half ? "" : " off"}` }, box, ...content, el("span", { class: "count", text: Words.count(count) }));
  },

  ends: (run) => el("p", { class: "ends" }, button(say("all"), () => run(true)), button(say("nothing"), () => run(false))),

  quiet() {
    const types = [...Store.quiet], on = types.every((type) => !Filters.off.has(type));
    return el("label", { class: "item switch" },
      el("input", { type: "checkbox", checked: on, "data-key": "quiet", on: { change: () => Walk.filter(() => { for (const type of types) on ? Filters.off.add(type) : Filters.off.delete(type); }) } }),
      say("quiet"));
  },

  /** For each family the classes that its things bear most specifically. */
  kinds() {
    if (!Legend.table) {
      const table = Store.families.map(() => new Set());
      for (let i = 0; i < Store.size; i++) for (const type of Store.typesOf(i).length ? Store.typesOf(i) : [""]) table[Store.family[i]].add(type);
      Legend.table = table.map((set) => [...set].sort());
    }
    return Legend.table;
  },

  classes() {
    const rows = [];
    Store.families.forEach((family, f) => {
      const types = Legend.kinds()[f];
      if (!types.length) return;
      const on = types.filter((type) => !Filters.off.has(type)).length;
      const flip = () => Walk.filter(() => { for (const type of types) on === types.length ? Filters.off.add(type) : Filters.off.delete(type); });
      const name = Words.ofFamily(family);
      rows.push(Legend.item(`f ${family.id}`, on === types.length, [icon(family), el("span", { text: name })], App.passed.families[f], flip, on > 0 && on < types.length));
      if (types.length < 2) return;
      const part = el("details", { class: "sub", open: Legend.open.has(family.id) }, el("summary", { class: "soft", "data-key": `s ${family.id}`, text: `${say("subclasses")} ${types.length}`, "aria-label": `${name}: ${say("subclasses")}` }),
        ...types.map((type) => Legend.item(`c ${f} ${type}`, !Filters.off.has(type), [el("span", { text: Words.ofClass(type) })], App.passed.classes.get(`${f} ${type}`) || 0,
          () => Walk.filter(() => { if (Filters.off.has(type)) Filters.off.delete(type); else Filters.off.add(type); }))));
      part.addEventListener("toggle", () => { if (part.open) Legend.open.add(family.id); else Legend.open.delete(family.id); });
      rows.push(part);
    });
    const all = (yes) => Walk.filter(() => { Filters.off = yes ? new Set() : new Set(Legend.kinds().flat()); });
    return Legend.box(say("classes"), "classes", Legend.ends(all), ...rows);
  },

  relations() {
    const numbers = Store.relations.map((_, i) => i).filter((i) => Store.relations[i] !== "headline");
    const names = numbers.map((i) => [i, Words.ofRelation(Store.relations[i])]).sort((a, b) => App.total.relations[b[0]] - App.total.relations[a[0]] || a[0] - b[0]);
    const rows = names.map(([i, name]) => Legend.item(`r ${i}`, !Filters.relationsOff.has(i), [el("span", { text: name })], App.passed.relations[i] || 0,
      () => Walk.filter(() => { if (Filters.relationsOff.has(i)) Filters.relationsOff.delete(i); else Filters.relationsOff.add(i); })));
    const all = (yes) => Walk.filter(() => { Filters.relationsOff = yes ? new Set() : new Set(numbers); });
    return rows.length ? Legend.box(say("relations"), "relations", Legend.ends(all), ...rows) : null;
  },

  evidence() {
    if (!Store.evidence) return null;
    const present = new Set(Array.from(Store.modality, (code) => Store.codes[code]));
    const rows = ["asserted", "planned", "attributed", "negated", "none"].filter((name) => name === "none" || present.has(name)).map((name) =>
      Legend.item(`m ${name}`, !Filters.modalitiesOff.has(name), [el("span", { text: Words.ofValue(name) })], App.modalities[name] || 0,
        () => Walk.filter(() => { if (Filters.modalitiesOff.has(name)) Filters.modalitiesOff.delete(name); else Filters.modalitiesOff.add(name); })));
    const out = el("output", { text: Filters.least.toFixed(2) });
    const slider = el("input", { type: "range", min: 0, max: 1, step: 0.05, value: Filters.least, id: "least", "data-key": "least",
      on: { input: (event) => { out.textContent = Number(event.target.value).toFixed(2); }, change: (event) => Walk.filter(() => { Filters.least = Number(event.target.value); }) } });
    return Legend.box(say("modality"), "modality", ...rows, el("label", { class: "slide" }, el("span", { text: say("confidence") }), out, slider));
  },

  articles() {
    const all = Legend.articleList();
    if (!all.length) return null;
    const list = el("div");
    const fill = () => {
      const wanted = Legend.wanted.toLowerCase(), hits = all.filter((i) => !wanted || Store.labels[i].toLowerCase().includes(wanted));
      const chosen = hits.filter((i) => Filters.articles.has(i)), shown = [...chosen, ...hits.filter((i) => !Filters.articles.has(i))].slice(0, Math.max(40, chosen.length));
      list.replaceChildren(...shown.map((i) => Legend.item(`a ${i}`, Filters.articles.has(i), [bdi(cut(Store.labels[i], 40), { lang: "zh" })], Store.linksOf(i).length,
        () => Walk.filter(() => { if (Filters.articles.has(i)) Filters.articles.delete(i); else Filters.articles.add(i); }))),
      shown.length < all.length ? el("p", { class: "soft", text: say("someArticles", { n: shown.length, all: Words.count(all.length) }) }) : "");
    };
    fill();
    const input = all.length > 12 ? el("input", { type: "search", placeholder: say("filterArticles"), "aria-label": say("filterArticles"), value: Legend.wanted, "data-key": "wanted",
      on: { input: (event) => { Legend.wanted = event.target.value; fill(); } } }) : null;
    return Legend.box(say("articlesFilter"), "articles", input, list);
  },

  articleList() {
    if (!Legend.known) {
      Legend.known = [];
      for (let i = 0; i < Store.size; i++) if (Store.is(i, "NewsArticle")) Legend.known.push(i);
    }
    return Legend.known;
  },

  onlyArticle(article) {
    Legend.shut.delete("articles");
    Walk.filter(() => { Filters.articles = new Set([article]); });
  },

  budget() {
    const out = el("output", { text: State.budget });
    const slider = el("input", { type: "range", min: 50, max: 600, step: 50, value: State.budget, id: "budget", "data-key": "budget",
      on: { input: (event) => { out.textContent = event.target.value; }, change: (event) => Walk.filter(() => { State.budget = Number(event.target.value); }) } });
    return Legend.box(say("budget"), "budget", el("label", { class: "slide" }, el("span", { text: say("budget") }), out, slider));
  },
};
