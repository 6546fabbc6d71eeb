// The state of the view in the part of the address after `#`, so that it can be sent, and gone back to.

const Address = {
  last: "",

  fact: (f) => [Store.iris[Store.subject[f]], Store.relations[Store.relation[f]], Store.object[f] >= 0 ? Store.iris[Store.object[f]] : Store.literals.get(f).text].join("~"),

  read(text) {
    const wanted = new URLSearchParams(text.replace(/^#/, "")), S = Store;
    const thing = (iri) => S.at.get(iri) ?? -1, list = (key) => (wanted.get(key) || "").split("!").filter(Boolean);
    const things = (key) => list(key).map(thing).filter((i) => i >= 0);
    Filters.reset();
    for (const type of list("on")) Filters.off.delete(type === "-" ? "" : type);
    for (const type of list("off")) Filters.off.add(type === "-" ? "" : type);
    Filters.relationsOff = new Set(list("rel").map((name) => S.relationNumber.get(name)).filter((i) => i !== undefined));
    Filters.articles = new Set(things("art"));
    Filters.modalitiesOff = new Set(list("mod"));
    Filters.least = Math.min(1, Math.max(0, Number(wanted.get("sure")) || 0));
    const days = list("time").map(Dates.span);
    Filters.days = days.length === 2 && days[0] && days[1] ? [days[0][0], days[1][1]] : null;
    Filters.undated = wanted.get("undated") !== "0";
    State.budget = Math.min(600, Math.max(50, Number(wanted.get("max")) || 300));
    State.thing = thing(wanted.get("at"));
    State.fact = wanted.has("fact") ? Address.findFact(wanted.get("fact")) : -1;
    State.quote = wanted.has("quote") ? Address.findQuote(wanted.get("quote")) : -1;
    State.expanded = new Set(things("more"));
    State.hidden = new Set(things("hide"));
    State.pinned = new Map();
    for (const part of list("pin")) {
      const [iri, x, y] = part.split("@"), i = thing(iri);
      if (i >= 0 && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) State.pinned.set(i, Scene.turn([Number(x), Number(y)]));
    }
    const [near, steps] = list("near");
    State.isolate = thing(near) >= 0 ? { thing: thing(near), steps: Math.min(3, Math.max(1, Number(steps) || 1)) } : null;
    const [from, to] = things("path");
    State.path = to === undefined ? null : { from, to };
    State.start = -1;
    State.view = wanted.get("view") === "table" ? "table" : "graph";
    Table.tab = ["things", "facts", "observations"].includes(wanted.get("tab")) ? wanted.get("tab") : "things";
    for (const [i, spot] of State.pinned) Scene.moved.set(i, spot);
  },

  findFact(text) {
    for (let f = 0; f < Store.facts; f++) if (Store.subject[f] >= 0 && Address.fact(f) === text) return f;
    return -1;
  },
  findQuote(text) {
    const i = Store.evidence ? Store.evidenceIris.split("\n").indexOf(text) : -1;
    return i;
  },

  write() {
    const found = new URLSearchParams(), S = Store;
    const put = (key, values) => { if (values.length) found.set(key, values.join("!")); };
    const names = (set) => [...set].sort((a, b) => a - b).map((i) => S.iris[i]);
    if (State.thing >= 0) found.set("at", S.iris[State.thing]);
    if (State.fact >= 0) found.set("fact", Address.fact(State.fact));
    if (State.quote >= 0) found.set("quote", S.evidenceIri(State.quote));
    put("more", names(State.expanded));
    put("hide", names(State.hidden));
    put("pin", [...State.pinned].map(([i, spot]) => `${S.iris[i]}@${Scene.turn(spot).join("@")}`));
    if (State.isolate) put("near", [S.iris[State.isolate.thing], State.isolate.steps]);
    if (State.path) put("path", [S.iris[State.path.from], S.iris[State.path.to]]);
    put("on", [...S.quiet].filter((type) => !Filters.off.has(type)));
    put("off", [...Filters.off].filter((type) => !S.quiet.has(type)).map((type) => type || "-").sort());
    put("rel", [...Filters.relationsOff].map((i) => S.relations[i]).sort());
    put("art", names(Filters.articles));
    put("mod", [...Filters.modalitiesOff].sort());
    if (Filters.least) found.set("sure", Filters.least);
    if (Filters.days) put("time", Filters.days.map(Dates.text));
    if (!Filters.undated) found.set("undated", "0");
    if (State.budget !== 300) found.set("max", State.budget);
    if (State.view !== "graph") found.set("view", State.view);
    if (State.view === "table" && Table.tab !== "things") found.set("tab", Table.tab);
    return found.size ? `#${found.toString()}` : "#";
  },

  push() {
    const text = Address.write();
    if (text === Address.last) return;
    Address.last = text;
    history.pushState(null, "", text);
  },

  /** Back, forward, or an address typed in. */
  follow() {
    if (location.hash === Address.last || (!location.hash && Address.last === "#")) return;
    Address.last = location.hash || "#";
    Address.read(location.hash);
    Scene.moved = new Map(State.pinned);
    App.refresh(true, true);
    if (State.thing >= 0) Scene.fly(State.thing);
    else Scene.fit(true);
  },
};
