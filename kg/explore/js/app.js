// Putting it together: first frame, then texts and evidence, then the reader.

const App = {
  total: null, // what there is without any filter
  passed: null,
  modalities: {},

  /** Works out what is visible and redraws what depends on it. */
  refresh(filters, panel, words = false) {
    if (filters || !App.passed) App.passed = Filters.compute();
    const passed = App.passed, way = Walk.way();
    const forced = [State.thing, State.fact >= 0 ? Store.subject[State.fact] : -1, State.fact >= 0 ? Store.object[State.fact] : -1, ...State.pinned.keys(), ...(way || [])];
    for (const i of State.expanded) if (passed.thing[i]) forced.push(i);
    const asked = forced.filter((i) => i >= 0 && !State.hidden.has(i));
    const within = State.isolate && Choose.around(State.isolate.thing, State.isolate.steps, (i) => passed.thing[i] && !State.hidden.has(i), (f) => passed.fact[f]);
    const { chosen } = Choose.visible(passed, State.budget, asked, State.hidden, within);
    if (Scene.seen.size) Walk.seat([...chosen].filter((i) => State.expanded.has(i) && !Scene.seen.has(i) && !Scene.moved.has(i)), -1);
    const facts = [], called = new Set(asked);
    for (const fact of Store.edges) {
      const [a, b] = [Store.subject[fact], Store.object[fact]];
      if (!chosen.has(a) || !chosen.has(b)) continue;
      if (passed.fact[fact] || (passed.held[fact] && !Filters.relationsOff.has(Store.relation[fact]) && (called.has(a) || called.has(b))) || fact === State.fact) facts.push(fact);
    }
    Scene.show(chosen, facts);
    App.highlight(way, facts);
    App.status(chosen);
    if (filters || words) Legend.render();
    if (panel && Store.evidence !== undefined) Panel.render();
    if (State.view === "table") Table.render();
    App.turn();
    Scene.net.redraw();
  },

  highlight(way, facts) {
    if (State.fact >= 0 && Store.object[State.fact] >= 0) {
      Scene.bright = { things: new Set([Store.subject[State.fact], Store.object[State.fact]]), facts: [State.fact] };
    } else if (State.thing >= 0 || State.fact >= 0) {
      const centre = State.thing >= 0 ? State.thing : Store.subject[State.fact];
      const near = facts.filter((f) => Store.subject[f] === centre || Store.object[f] === centre);
      Scene.bright = { things: new Set([centre, ...near.map((f) => Store.other(f, centre))]), facts: near };
    } else if (way) {
      const step = (f) => way.some((i, k) => k && ((Store.subject[f] === i && Store.object[f] === way[k - 1]) || (Store.object[f] === i && Store.subject[f] === way[k - 1])));
      Scene.bright = { things: new Set(way), facts: facts.filter(step) };
    } else Scene.bright = null;
  },

  status(chosen) {
    const passing = App.passed.passing, hidden = [...State.hidden].filter((i) => App.passed.thing[i]).length;
    let over = 0;
    for (let i = 0; i < Store.size; i++) if (App.passed.thing[i] && !chosen.has(i) && !State.hidden.has(i)) over++;
    const note = say("shownNote", { out: Words.count(Store.size - passing), over: Words.count(over), hidden: Words.count(hidden) });
    $("status").replaceChildren(el("span", { text: say("shown", { n: Words.count(chosen.size), all: Words.count(Store.size) }), title: note }),
      el("span", { class: "soft wide", text: ` · ${say("factsCount", { n: Words.count(Scene.edgesSeen.size) })}` }), el("span", { class: "unseen", text: note }));
    if (State.hidden.size) $("status").append(" ", button(say("unhide", { n: State.hidden.size }), Walk.unhide));
    if (State.isolate) $("status").append(" ", button(say("release"), () => Walk.isolate(-1, 0)));
    if (!Store.size) notice(say("empty"), "");
    else if (!chosen.size) notice(say("nothingPasses"), " ", button(say("reset"), Walk.reset));
    else if ([say("nothingPasses"), say("empty")].some((text) => $("notice").textContent.startsWith(text))) notice("");
  },

  turn() {
    const table = State.view === "table";
    $("table").hidden = !table;
    // Not `display: none`: the canvas keeps its size behind the table.
    $("network").style.visibility = table ? "hidden" : "";
    $("view").hidden = table;
    $("tableButton").setAttribute("aria-pressed", String(table));
    $("tableButton").textContent = say(table ? "graph" : "table");
  },

  /** All words of the page, in the reader's language. */
  speak() {
    document.documentElement.lang = Words.language ? "en" : "zh-CN";
    const title = document.body.dataset.title || say("title");
    document.title = title;
    $("title").textContent = title;
    $("search").placeholder = say("search");
    $("search").setAttribute("aria-label", say("search"));
    $("results").setAttribute("aria-label", say("search"));
    $("network").setAttribute("aria-label", say("canvas"));
    $("filters").setAttribute("aria-label", say("filters"));
    $("panel").setAttribute("aria-label", say("details"));
    $("menu").setAttribute("aria-label", say("filters"));
    App.tools();
  },

  tools() {
    const toggle = (run) => () => { run(); App.speak(); App.refresh(false, true, true); };
    const symbol = (sign, key, run, props) => button(sign, run, { "aria-label": say(key), title: say(key), ...props });
    $("tools").setAttribute("aria-label", say("export"));
    $("tools").replaceChildren(
      button(say(State.view === "table" ? "graph" : "table"), () => { State.view = State.view === "table" ? "graph" : "table"; Walk.done({ panel: false }); if (State.view === "graph") Scene.fit(false); }, { id: "tableButton" }),
      Takeaway.menu(),
      button(say("language"), toggle(() => { Words.language = 1 - Words.language; Memory.set("language", Words.language); }), { id: "language", lang: Words.language ? "zh" : "en" }),
      symbol("◐", "theme", toggle(() => { Theme.dark = !Theme.dark; Memory.set("theme", Theme.dark ? "dark" : "light"); Theme.apply(); Scene.repaint(); }), { id: "theme" }));
    $("view").setAttribute("aria-label", say("graph"));
    $("view").replaceChildren(
      symbol("←", "back", () => history.back()), symbol("→", "forward", () => history.forward()),
      symbol("+", "zoomIn", () => Scene.zoom(1.4)), symbol("−", "zoomOut", () => Scene.zoom(1 / 1.4)), symbol("⤢", "fit", () => Scene.fit(true), { id: "fit" }),
      symbol("✳", "physics", App.physics, { id: "physics", "aria-pressed": String(App.moving) }));
  },

  moving: false,
  physics() {
    App.moving = !App.moving;
    Scene.net.setOptions({ physics: { enabled: App.moving } });
    if (!App.moving) for (const [id, { x, y }] of Object.entries(Scene.net.getPositions())) Scene.moved.set(Number(id), [x, y]);
    $("physics").setAttribute("aria-pressed", String(App.moving));
  },

  wire() {
    const at = (params) => Scene.net.getNodeAt(params.pointer.DOM);
    Scene.net.on("click", (params) => {
      const thing = at(params);
      if (thing !== undefined) return Walk.select(thing);
      const fact = Scene.net.getEdgeAt(params.pointer.DOM);
      if (fact !== undefined) return Walk.selectFact(fact);
      if (State.thing >= 0 || State.fact >= 0) Walk.select(-1);
    });
    Scene.net.on("doubleClick", (params) => { const thing = at(params); if (thing !== undefined) Walk.expand(thing); });
    // What is dragged stays where it is put.
    Scene.net.on("dragEnd", ({ nodes }) => {
      if (!nodes.length) return;
      for (const id of nodes) {
        const { x, y } = Scene.net.body.nodes[id];
        State.pinned.set(id, [Math.round(x), Math.round(y)]);
        Scene.moved.set(id, State.pinned.get(id));
      }
      Scene.net.unselectAll();
      Walk.done();
    });
    Scene.net.on("hoverNode", ({ node, event }) => App.tip(node, event));
    Scene.net.on("blurNode", () => App.tip(-1));
    $("menu").addEventListener("click", () => Legend.toggle(!document.body.classList.contains("filtering")));
    addEventListener("popstate", Address.follow);
    addEventListener("hashchange", Address.follow);
    addEventListener("keydown", App.key);
    Search.wire();
  },

  tip(thing, event) {
    Scene.hover = thing;
    const tip = $("tip");
    tip.hidden = thing < 0;
    if (thing < 0) return;
    tip.textContent = `${cut(Store.labels[thing], 80)} · ${Store.typesOf(thing).map(Words.ofClass).join(" · ")}`;
    const stage = $("stage").getBoundingClientRect();
    tip.style.left = `${Math.min(event.clientX - stage.left + 14, stage.width - 200)}px`;
    tip.style.top = `${event.clientY - stage.top + 14}px`;
  },

  key(event) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "range";
    if (event.key === "/" && !typing) {
      event.preventDefault();
      $("search").focus();
      $("search").select();
    } else if (event.key === "Escape") {
      if (document.body.classList.contains("filtering")) Legend.toggle(false);
      else if (State.thing >= 0 || State.fact >= 0) Walk.select(-1);
    } else if (event.target === $("network")) {
      const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
      if (moves[event.key]) Scene.pan(...moves[event.key]);
      else if (event.key === "+" || event.key === "=") Scene.zoom(1.4);
      else if (event.key === "-") Scene.zoom(1 / 1.4);
      else if (event.key === "0") Scene.fit(true);
      else if (event.key === "Enter" && State.thing >= 0) Walk.expand(State.thing);
      else return;
      event.preventDefault();
    }
  },

  async start() {
    Theme.apply();
    Words.language = Number(Memory.get("language") ?? (navigator.language.startsWith("zh") ? 0 : 1)) ? 1 : 0;
    await Store.open();
    Filters.reset();
    const early = location.hash.length > 1;
    if (early) await Store.fill();
    App.total = Filters.compute();
    Scene.init();
    if (early) Address.read(location.hash);
    Address.last = location.hash || "#";
    App.speak();
    App.wire();
    App.refresh(true, early);
    Scene.fit(false);
    if (early && State.thing >= 0) Scene.fly(State.thing);
    await new Promise((resolve) => Scene.net.once("afterDrawing", resolve));
    performance.mark("kg-first-frame");
    document.body.dataset.state = "drawn";
    if (!early) await new Promise((resolve) => setTimeout(resolve));
    if (!early) await Store.fill();
    App.total = { ...App.total, relations: Array.from(Store.relations, (_, i) => App.total.relations[i] || 0) };
    for (const fact of Store.literals.keys()) App.total.relations[Store.relation[fact]]++;
    for (let f = 0; f < Store.facts; f++) {
      const modes = new Set(Store.evidenceOf(f).map((e) => Store.codes[Store.modality[e]]));
      for (const mode of modes.size ? modes : ["none"]) App.modalities[mode] = (App.modalities[mode] || 0) + 1;
    }
    App.refresh(true, true);
    performance.mark("kg-ready");
    document.body.dataset.state = "ready";
    setTimeout(() => { if (!Search.hay) Search.index(); });
  },
};

/** What tests and benchmarks ask the page; it changes nothing. */
window.explorer = Object.freeze({
  size: () => ({ things: Store.size, facts: Store.facts, edges: Store.edges.length, evidence: Store.evidence, shown: Scene.seen.size, lines: Scene.edgesSeen.size }),
  name: (iri) => Store.labels[Store.at.get(iri)],
  /** Where a thing stands in the window, in CSS pixels, or null when it is not drawn. */
  spot(iri) {
    const thing = Store.at.get(iri);
    if (!Scene.seen.has(thing)) return null;
    const { x, y } = Scene.net.canvasToDOM(Scene.net.body.nodes[thing]), box = $("network").getBoundingClientRect();
    return { x: x + box.left, y: y + box.top };
  },
  /** The middle of a fact's line in the window, or null. */
  line(fact) {
    if (!Scene.edgesSeen.has(fact)) return null;
    const { x, y } = Scene.net.canvasToDOM(Scene.net.body.edges[fact].edgeType.getPoint(0.5)), box = $("network").getBoundingClientRect();
    return { x: x + box.left, y: y + box.top };
  },
  /** [subject, relation, object] of every fact, as the graph names them. */
  facts: () => Array.from(Store.subject, (s, f) => [Store.iris[s], Store.relations[Store.relation[f]], Store.object[f] >= 0 ? Store.iris[Store.object[f]] : Store.literals.get(f).text]),
  drawn: () => ({ things: [...Scene.seen].map((i) => Store.iris[i]), facts: [...Scene.edgesSeen], names: Labels.placed.map(({ text, x, y, width, height }) => ({ text, x, y, width, height })) }),
  /** Moves the view, as a drag or the wheel would. */
  look(x, y, scale) { Scene.net.moveTo({ position: { x, y }, scale }); },
  frame() {
    const started = performance.now();
    Scene.net.body.emitter.emit("_redraw");
    return performance.now() - started;
  },
  search: (words) => { const started = performance.now(); $("search").value = words; Search.render(); return performance.now() - started; },
});

App.start().catch((error) => {
  document.body.dataset.state = "failed";
  notice(say("failed", { why: error.message }), "");
  throw error;
});
