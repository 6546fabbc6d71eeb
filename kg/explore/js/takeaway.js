// Files to take along: the view as a picture, what it shows as CSV with all evidence and as Turtle.

const Takeaway = {
  menu() {
    const kinds = [["png", Takeaway.png], ["svg", Takeaway.svg], ["csv", Takeaway.csv], ["ttl", Takeaway.turtle], ["link", Takeaway.link]];
    const menu = el("details", { class: "drop", id: "export" }, el("summary", { text: say("export") }),
      el("div", {}, ...kinds.map(([key, run]) => button(say(key), () => { menu.open = false; run(); }, { "data-kind": key }))));
    menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.firstChild.focus(); event.stopPropagation(); } });
    return menu;
  },

  save(name, blob) {
    const url = URL.createObjectURL(blob), link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  },
  text: (name, type, text) => Takeaway.save(name, new Blob([text], { type: `${type};charset=utf-8` })),

  link() {
    // A page from disk may be denied the clipboard; a field with the address in it always works.
    const field = el("input", { readonly: true, value: location.href, "aria-label": say("link"), size: 40 });
    notice("", field, " ", button(say("close"), () => notice("")));
    $("notice").hidden = false;
    field.select();
    navigator.clipboard?.writeText(location.href).then(() => $("notice").append(` ${say("copied")}`), () => field.select());
  },

  png() {
    const from = Scene.canvas, canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
    canvas.width = from.width;
    canvas.height = from.height;
    ctx.fillStyle = Theme.colours().ground;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(from, 0, 0);
    canvas.toBlob((blob) => Takeaway.save("graph.png", blob), "image/png");
  },
  svg: () => Takeaway.text("graph.svg", "image/svg+xml", Drawing.svg()),

  /** Facts drawn, literals and observations of things drawn. */
  shown() {
    const facts = [...Scene.edgesSeen], observations = [];
    for (const thing of Scene.seen) {
      facts.push(...(Store.literalsOf.get(thing) || []));
      observations.push(...(Store.observationsOf.get(thing) || []));
    }
    return { facts: facts.sort((a, b) => a - b), observations: observations.sort((a, b) => a - b) };
  },

  HEAD: ["subject", "subject_iri", "relation", "object", "object_iri", "modality", "confidence", "rule", "speaker", "quote", "begin", "end", "sentence",
    "headline", "article_iri", "published", "byline", "indicator", "value", "unit", "comparator", "status", "period"],

  /** One row for each piece of evidence, and one for each fact that has none. */
  csv() {
    const S = Store, { facts, observations } = Takeaway.shown(), rows = [Takeaway.HEAD];
    const add = (target, start, end = []) => {
      const list = S.evidenceOf(target);
      for (const e of list.length ? list : [-1]) rows.push([...start, ...Takeaway.source(e), ...end]);
    };
    for (const f of facts) {
      const literal = S.literals.get(f);
      add(f, [S.labels[S.subject[f]], S.iri(S.iris[S.subject[f]]), S.relations[S.relation[f]],
        literal ? literal.text : S.labels[S.object[f]], literal ? "" : S.iri(S.iris[S.object[f]])]);
    }
    for (const i of observations) {
      const fields = Panel.fields(i);
      add(S.facts + i, [S.labels[S.observed[i]], S.iri(S.iris[S.observed[i]]), "hasObservation", fields.valueText || fields.value || "", S.iri(S.observationIris[i])],
        ["indicator", "value", "unit", "comparator", "status", "period"].map((name) => fields[name] || ""));
    }
    const line = (row) => Takeaway.HEAD.map((_, k) => Takeaway.cell(row[k] ?? "")).join(",");
    Takeaway.text("graph.csv", "text/csv", `\ufeff${rows.map(line).join("\r\n")}\r\n`);
  },

  source(e) {
    if (e < 0) return Array(12).fill("");
    const S = Store, { quote, before, after, begin, end } = Quotes.read(e), article = S.article[e], speaker = S.speaker[e];
    const people = article < 0 ? [] : S.linked(article, ["hasReporter", "hasCorrespondent", "hasPhotographer"]).map((i) => S.labels[i]);
    return [S.codes[S.modality[e]], S.codes[S.confidence[e]], S.codes[S.rule[e]], speaker === undefined ? "" : S.labels[speaker], quote, begin, end, before + quote + after,
      article < 0 ? "" : S.labels[article], article < 0 ? "" : S.iri(S.iris[article]), article < 0 ? "" : S.literal(article, "publishedOn") || "", people.join(" ")];
  },

  /** A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe, as they do themselves. */
  cell(value) {
    let text = String(value);
    if (typeof value !== "number" && /^[=+\-@\t\r]/.test(text) && !/^[<>=]=?$/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  },

  /** What is drawn, with observations and evidence: each triple is one of the graph's own. */
  turtle() {
    const S = Store, { facts, observations } = Takeaway.shown(), lines = [];
    for (const [prefix, base] of Object.entries(S.prefixes)) lines.push(`@prefix ${prefix}: <${base}> .`);
    const { iri, string, name, value } = Takeaway;
    const say = (subject, predicate, object) => lines.push(`${subject} ${predicate} ${object} .`);
    const things = new Set(Scene.seen), evidence = new Set();
    for (const f of facts) {
      const subject = iri(S.iri(S.iris[S.subject[f]])), literal = S.literals.get(f);
      if (!S.denied[f]) say(subject, name(S.relations[S.relation[f]]), literal ? value(literal.text, literal.kind) : iri(S.iri(S.iris[S.object[f]])));
      for (const e of S.evidenceOf(f)) evidence.add(e);
    }
    for (const i of observations) {
      const node = iri(S.iri(S.observationIris[i]));
      say(node, "a", "kg:Observation");
      for (const [field, kind, text] of S.observationFields[i]) say(node, name(S.codes[field]), value(text, S.codes[kind]));
      const list = S.evidenceOf(S.facts + i);
      if (!list.length || list.some((e) => S.codes[S.modality[e]] !== "negated")) say(iri(S.iri(S.iris[S.observed[i]])), "kg:hasObservation", node);
      for (const e of list) evidence.add(e);
    }
    for (const e of [...evidence].sort((a, b) => a - b)) {
      Takeaway.tell(e, say);
      if (S.article[e] >= 0) things.add(S.article[e]);
    }
    for (const thing of [...things].sort((a, b) => a - b)) {
      const node = iri(S.iri(S.iris[thing]));
      for (const type of S.typesOf(thing)) say(node, "a", name(type));
      if (S.labelled[thing]) say(node, "rdfs:label", string(S.labels[thing], "@zh"));
      for (const alias of S.aliases[thing] || []) say(node, "skos:altLabel", string(alias, "@zh"));
    }
    Takeaway.text("graph.ttl", "text/turtle", `${lines.join("\n")}\n`);
  },

  tell(e, say) {
    const S = Store, { iri, string, name, value } = Takeaway, target = S.target[e], short = S.evidenceIri(e);
    const node = iri(short.startsWith(" ") ? short.slice(1) : `${S.prefixes.kgid}evidence-${short}`), { quote, before, after, begin, end } = Quotes.read(e);
    const literal = S.literals.get(target), fact = target < S.facts;
    say(node, "a", "kg:Evidence, rdf:Statement");
    say(node, "rdf:subject", iri(S.iri(S.iris[fact ? S.subject[target] : S.observed[target - S.facts]])));
    say(node, "rdf:predicate", fact ? name(S.relations[S.relation[target]]) : "kg:hasObservation");
    say(node, "rdf:object", !fact ? iri(S.iri(S.observationIris[target - S.facts])) : literal ? value(literal.text, literal.kind) : iri(S.iri(S.iris[S.object[target]])));
    if (S.article[e] >= 0) say(node, "kg:inArticle", iri(S.iri(S.iris[S.article[e]])));
    say(node, "kg:quote", string(quote, "@zh"));
    if (before || after || !S.loose[e]) say(node, "kg:sentence", string(before + quote + after, "@zh"));
    else if (S.loose[e][1]) say(node, "kg:sentence", string(S.loose[e][1], "@zh"));
    say(node, "kg:beginIndex", String(begin));
    say(node, "kg:endIndex", String(end));
    say(node, "kg:foundBy", string(S.codes[S.rule[e]], ""));
    say(node, "kg:confidence", string(S.codes[S.confidence[e]], "xsd:decimal"));
    say(node, "kg:modality", string(S.codes[S.modality[e]], ""));
    if (S.speaker[e] !== undefined) say(node, "kg:speaker", iri(S.iri(S.iris[S.speaker[e]])));
  },

  iri: (text) => `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)}>`,
  name: (short) => (/^[a-z]+:\/\//.test(short) ? Takeaway.iri(short) : /^[\w.-]+$/.test(short) ? `kg:${short}` : Takeaway.iri(Takeaway.whole(short))),
  /** The whole IRI behind a prefixed name, or a name of ours that Turtle could not print short. */
  whole(short) {
    const [, prefix, rest] = /^([a-z]+):(.*)$/s.exec(short) || [];
    return prefix && Store.prefixes[prefix] ? Store.prefixes[prefix] + rest : prefix ? short : Store.prefixes.kg + short;
  },
  string(text, kind) {
    const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
    const quoted = `"${text.replace(/["\\\n\r\t]/g, (c) => escapes[c]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
    return kind.startsWith("@") ? quoted + kind : kind ? `${quoted}^^${Takeaway.iri(Takeaway.whole(kind))}` : quoted;
  },
  value: (text, kind) => (kind === "iri" ? Takeaway.iri(text) : Takeaway.string(text, kind)),
};
