// What the reader has done so far, and the moves: select, expand, hide, pin, isolate, path. Each leaves a step to go back to.

const State = {
  thing: -1,
  fact: -1,
  quote: -1, // the evidence that an article is opened at
  budget: 300,
  expanded: new Set(),
  hidden: new Set(),
  pinned: new Map(), // thing → [x, y]
  isolate: null, // { thing, steps }
  start: -1, // where a path is to begin
  path: null, // { from, to }
  view: "graph",
};

const Walk = {
  /** After a change: what passes and is shown, the panels, and a step in the browser's history. */
  done({ filters = false, fly = -1, fit = false, panel = true } = {}) {
    App.refresh(filters, panel);
    if (fit) Scene.fit(true);
    else if (fly >= 0) Scene.fly(fly);
    Address.push();
  },

  filter(change) {
    change();
    Walk.done({ filters: true, fit: true, panel: false });
  },

  select(thing, quote = -1, fly = false) {
    const far = thing >= 0 && !Scene.seen.has(thing);
    State.thing = thing;
    State.fact = -1;
    State.quote = quote;
    if (thing >= 0) State.hidden.delete(thing);
    if (far) Walk.seat([thing], -1);
    Walk.done({ fly: fly || far ? thing : -1 });
  },

  selectFact(fact) {
    State.fact = fact;
    State.thing = -1;
    State.quote = -1;
    const ends = [Store.subject[fact], Store.object[fact]].filter((i) => i >= 0);
    Walk.seat(ends.filter((i) => !Scene.seen.has(i)), -1);
    Walk.done();
  },

  /** Neighbours that pass the filters and are not drawn yet, the important first. */
  unseen(thing) {
    const found = new Set();
    for (const fact of Store.linksOf(thing)) {
      const other = Store.other(fact, thing);
      if (App.passed.fact[fact] && App.passed.thing[other] && !Scene.seen.has(other)) found.add(other);
    }
    return [...found].sort((a, b) => a - b);
  },

  STEP: 40,
  expand(thing) {
    const all = Walk.unseen(thing), added = all.slice(0, Walk.STEP);
    for (const i of added) {
      State.expanded.add(i);
      State.hidden.delete(i);
    }
    State.expanded.add(thing);
    Walk.seat(added, thing);
    Walk.done();
    if (all.length) notice(say("moreShown", { n: added.length, rest: all.length - added.length }));
  },

  /** Free places for things that come into the drawing, around `anchor` or the first neighbour that is there. */
  seat(things, anchor) {
    const size = 46, cell = (x, y) => `${Math.round(x / size)} ${Math.round(y / size)}`;
    const taken = new Set([...Scene.seen].map((i) => cell(...Scene.spot(i))));
    for (const i of things) {
      if (State.pinned.has(i) || Scene.seen.has(i)) continue;
      const near = anchor >= 0 ? anchor : [...Store.linksOf(i)].map((fact) => Store.other(fact, i)).filter((k) => Scene.seen.has(k)).sort((a, b) => a - b)[0];
      const [x, y] = near === undefined ? Scene.spot(i) : Scene.spot(near), own = Scene.spot(i);
      let seat = own;
      for (let k = 0; k < 4000 && (taken.has(cell(...seat)) || (near !== undefined && Math.hypot(seat[0] - x, seat[1] - y) > 90 + 12 * Math.sqrt(k) * 3)); k++) {
        const radius = 60 + 20 * Math.sqrt(k), angle = k * 2.399963;
        seat = [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
      }
      taken.add(cell(...seat));
      Scene.moved.set(i, seat);
    }
  },

  hide(thing) {
    State.hidden.add(thing);
    State.expanded.delete(thing);
    State.pinned.delete(thing);
    if (State.thing === thing) State.thing = -1;
    Walk.done();
  },

  unhide() {
    State.hidden.clear();
    Walk.done();
  },

  pin(thing) {
    if (State.pinned.has(thing)) State.pinned.delete(thing);
    else {
      const node = Scene.net.body.nodes[thing];
      State.pinned.set(thing, node ? [Math.round(node.x), Math.round(node.y)] : Scene.spot(thing).map(Math.round));
    }
    Walk.done();
  },

  isolate(thing, steps) {
    State.isolate = steps ? { thing, steps } : null;
    Walk.done({ fit: true });
  },

  /** Ends of a path are picked one after the other. */
  pathFrom(thing) {
    State.start = thing;
    Walk.done();
    notice(say("pathPick", { name: cut(Store.labels[thing], 20) }), " ", button(say("cancel"), () => { State.start = -1; notice(""); Walk.done(); }));
  },

  pathTo(thing) {
    State.path = { from: State.start, to: thing };
    State.start = -1;
    const way = Walk.way();
    if (way) Walk.seat(way.filter((i) => !Scene.seen.has(i)), -1);
    Walk.done({ fit: Boolean(way) });
    const close = () => { State.path = null; notice(""); Walk.done(); };
    notice(way ? say("pathFound", { n: way.length - 1 }) : say("noPath"), " ", button(say("close"), close));
  },

  /** The things on the shortest path that was asked for: through what passes the filters, else through anything. */
  way() {
    if (!State.path) return null;
    const { from, to } = State.path, goal = (i) => i === to, { thing, fact } = App.passed;
    return Choose.way([from], goal, (i) => thing[i] || i === to, (f) => fact[f]) || Choose.way([from], goal, () => true, (f) => !Store.denied[f]);
  },

  reset() {
    Filters.reset();
    Object.assign(State, { thing: -1, fact: -1, quote: -1, budget: 300, isolate: null, start: -1, path: null });
    for (const part of [State.expanded, State.hidden, State.pinned, Scene.moved]) part.clear();
    Legend.wanted = "";
    notice("");
    Walk.done({ filters: true, fit: true });
  },

  /** The row of moves in a thing's panel. */
  tools(thing) {
    const unseen = Walk.unseen(thing).length, row = el("div", { class: "moves", role: "group" });
    if (unseen) row.append(button(say("expand", { n: Math.min(unseen, Walk.STEP) }), () => Walk.expand(thing)));
    row.append(
      button(say(State.pinned.has(thing) ? "unpin" : "pin"), () => Walk.pin(thing)), button(say("hide"), () => Walk.hide(thing)),
      ...[1, 2, 3].map((n) => button(say("isolate", { n }), () => Walk.isolate(thing, n), { "aria-pressed": String(State.isolate?.thing === thing && State.isolate.steps === n) })),
      State.start >= 0 && State.start !== thing ? button(say("pathTo"), () => Walk.pathTo(thing), { class: "strong" }) : button(say("pathFrom"), () => Walk.pathFrom(thing)));
    if (unseen > Walk.STEP) row.append(el("p", { class: "soft", text: say("unseen", { n: Words.count(unseen) }) }));
    return row;
  },
};
