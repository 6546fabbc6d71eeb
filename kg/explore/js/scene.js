// The drawing: vis-network holds and paints nodes and edges; veil, highlight and names are painted over its frames.

const Scene = {
  seen: new Set(),
  edgesSeen: new Set(),
  moved: new Map(), // things that stand elsewhere than the layout put them
  bright: null, // { things, facts } that stand out, or null
  hover: -1,
  order: [], // what is drawn, the largest first
  rest: 1, // the scale at which all of it fits

  init() {
    Scene.nodes = new vis.DataSet();
    Scene.edges = new vis.DataSet();
    const box = $("network").getBoundingClientRect();
    // The drawing is wider than high; on a screen that is higher than wide it lies on its side.
    Scene.turned = box.height > 1.15 * box.width;
    if (Scene.turned) [Store.x, Store.y] = [Store.y, Store.x];
    const { groups, edges } = Scene.paint();
    const options = { ...Store.options, groups, edges: { ...Store.options.edges, ...edges, chosen: { edge: Scene.brighten, label: false } } };
    Scene.net = new vis.Network($("network"), { nodes: Scene.nodes, edges: Scene.edges }, options);
    Scene.net.on("beforeDrawing", () => { Scene.begun = performance.now(); });
    Scene.net.on("afterDrawing", Scene.after);
    Scene.canvas = $("network").querySelector("canvas");
    Scene.canvas.setAttribute("aria-hidden", "true");
  },

  paint() {
    const colours = Theme.colours(), groups = {};
    for (const family of Store.families) {
      const fill = Theme.fill(family), border = colours.stroke;
      const both = { background: fill, border };
      groups[family.id] = { shape: family.shape, color: { ...both, highlight: both, hover: both } };
    }
    const edge = Theme.dark ? "rgba(150,158,170,.34)" : "rgba(96,104,116,.34)";
    return { groups, edges: { color: { color: edge, hover: edge, highlight: edge, inherit: false } } };
  },

  repaint() {
    Labels.cache.clear();
    Scene.net.setOptions(Scene.paint());
    for (const id of Scene.edgesSeen) if (Store.denied[id]) Scene.edges.update(Scene.edge(id, Scene.bends.get(id)));
    Scene.net.redraw();
  },

  brighten(values) {
    values.color = Theme.colours().accent;
    values.width = 2;
    values.opacity = 1;
    values.inheritsColor = false;
  },

  /** A point of the drawing as the address has it, and back: it knows nothing of the screen. */
  turn: ([x, y]) => (Scene.turned ? [y, x] : [x, y]),
  spot: (id) => Scene.moved.get(id) || [Store.x[id], Store.y[id]],

  /** Makes the drawing show exactly these things, and every passing fact between them. */
  show(things, facts) {
    const gone = [...Scene.seen].filter((id) => !things.has(id)), edges = new Set(facts);
    const lost = [...Scene.edgesSeen].filter((id) => !edges.has(id));
    Scene.bends = Scene.bend(facts);
    if (lost.length) Scene.edges.remove(lost);
    if (gone.length) Scene.nodes.remove(gone);
    const fresh = [...things].filter((id) => !Scene.seen.has(id)).map((id) => {
      const [x, y] = Scene.spot(id);
      return { id, x, y, size: Store.radius[id], group: Store.familyOf(id).id };
    });
    if (fresh.length) Scene.nodes.add(fresh);
    const added = facts.filter((id) => !Scene.edgesSeen.has(id)).map((id) => Scene.edge(id, Scene.bends.get(id)));
    if (added.length) Scene.edges.add(added);
    Scene.seen = new Set(things);
    Scene.edgesSeen = edges;
    Scene.order = [...things].sort((a, b) => Store.radius[b] - Store.radius[a] || a - b);
  },

  edge(id, bend) {
    const symmetric = Words.symmetric.includes(Store.relations[Store.relation[id]]);
    const found = {
      id, from: Store.subject[id], to: Store.object[id],
      arrows: { to: { enabled: !symmetric, scaleFactor: 0.34 } },
    };
    if (bend) found.smooth = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
    if (Store.denied[id]) {
      found.dashes = [4, 4];
      found.color = { color: Theme.colours().deny, inherit: false };
    }
    return found;
  },

  /** Straight lines, save where several facts join the same two things: those fan out. */
  bend(facts) {
    const pairs = new Map(), bends = new Map();
    for (const id of facts) {
      const a = Store.subject[id], b = Store.object[id], key = Math.min(a, b) * Store.size + Math.max(a, b);
      if (pairs.has(key)) pairs.get(key).push(id);
      else pairs.set(key, [id]);
    }
    for (const list of pairs.values()) {
      if (list.length < 2) continue;
      const step = Math.min(0.22, 0.9 / list.length);
      list.forEach((id, i) => {
        const side = Store.subject[id] < Store.object[id] ? 1 : -1;
        bends.set(id, side * (i - (list.length - 1) / 2) * step);
      });
    }
    return bends;
  },

  /** After vis has painted a frame: the veil, what stands out, then the names. */
  after(ctx) {
    const matrix = ctx.getTransform(), scale = Scene.net.getScale(), ratio = Math.round((1000 * matrix.a) / scale) / 1000;
    const width = ctx.canvas.width / ratio, height = ctx.canvas.height / ratio, bright = Scene.bright;
    const body = Scene.net.body;
    if (bright) Scene.veil(ctx, ratio, width, height);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    Labels.begin(width, height);
    const on = (id) => {
      const node = body.nodes[id];
      return { id, x: (node.x * matrix.a + matrix.e) / ratio, y: (node.y * matrix.d + matrix.f) / ratio, r: Store.radius[id] * scale };
    };
    const inside = (node) => node.x > -40 && node.y > -20 && node.x < width + 40 && node.y < height + 20;
    const rest = Scene.order.filter((id) => body.nodes[id]).map(on).filter(inside);
    for (const node of rest) {
      const half = Math.min(node.r * 0.8, 24), kind = node.r > 9 ? Labels.NODE + Labels.NAME : Labels.NODE;
      if (!bright || bright.things.has(node.id)) Labels.take(node.x - half, node.y - half, 2 * half, 2 * half, kind, 0);
    }
    const marked = [State.thing, Scene.hover].filter((id) => id >= 0 && body.nodes[id]).map(on);
    const colours = Theme.colours();
    const style = (id) => ({ colour: colours.ink, size: 12.5, weight: id === State.thing ? 700 : 400 });
    const names = bright ? rest.filter((node) => bright.things.has(node.id)) : rest;
    const first = marked.concat(names.filter((node) => !marked.some((other) => other.id === node.id)));
    Scene.named = Labels.nodes(ctx, first, 160 * Math.max(1, (scale / Scene.rest) ** 2), ratio, style);
    if (bright) Scene.nameEdges(ctx, ratio, matrix, colours);
    ctx.restore();
    Scene.spent = performance.now() - Scene.begun;
  },

  /** Pales everything, then paints what stands out again: cheaper than telling vis to recolour each node. */
  veil(ctx, ratio, width, height) {
    const { things, facts } = Scene.bright, body = Scene.net.body, colours = Theme.colours();
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.globalAlpha = 0.84;
    ctx.fillStyle = colours.ground;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
    for (const fact of facts) {
      const edge = body.edges[fact];
      if (!edge || !edge.connected) continue;
      edge.selected = true;
      edge.draw(ctx);
      edge.drawArrows(ctx);
      edge.selected = false;
    }
    for (const id of things) if (body.nodes[id]) body.nodes[id].draw(ctx);
    for (const id of [State.thing, ...State.pinned.keys()]) {
      const node = body.nodes[id];
      if (!node || (id !== State.thing && !things.has(id))) continue;
      ctx.beginPath();
      ctx.arc(node.x, node.y, Store.radius[id] + 5 / Scene.net.getScale(), 0, 2 * Math.PI);
      ctx.lineWidth = (id === State.thing ? 2.5 : 1.2) / Scene.net.getScale();
      ctx.strokeStyle = colours.accent;
      ctx.stroke();
    }
  },

  nameEdges(ctx, ratio, matrix, colours) {
    const named = { colour: colours.accent, size: 11.5, weight: 400 };
    for (const fact of Scene.bright.facts) {
      const edge = Scene.net.body.edges[fact];
      if (!edge || !edge.connected) continue;
      const picture = Labels.picture(cut(Words.ofRelation(Store.relations[Store.relation[fact]]), 14), named, ratio);
      for (const part of [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]) {
        const point = edge.edgeType.getPoint(part);
        const left = (point.x * matrix.a + matrix.e) / ratio - picture.width / 2;
        const top = (point.y * matrix.d + matrix.f) / ratio - picture.height / 2;
        if (!Labels.take(left + 2, top + 2, picture.width - 4, picture.height - 4, Labels.NAME, Labels.NODE + Labels.NAME)) continue;
        Labels.put(ctx, picture, left, top, ratio);
        break;
      }
    }
  },

  /** The scale at which all fits; names are about 160 there. */
  fit(animate) {
    const ids = [...Scene.seen];
    if (!ids.length) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const { x, y } = Scene.net.body.nodes[id];
      left = Math.min(left, x - 40); right = Math.max(right, x + 40);
      top = Math.min(top, y - 30); bottom = Math.max(bottom, y + 40);
    }
    const box = Scene.room();
    const scale = Math.min(1.6, box.width / (right - left), box.height / (bottom - top));
    Scene.rest = Math.max(scale, 0.35);
    Scene.go((left + right) / 2, (top + bottom) / 2, scale, animate);
  },

  /** The part of the canvas that no panel covers, in CSS pixels. */
  room() {
    const stage = $("network").getBoundingClientRect(), panel = $("panel").getBoundingClientRect();
    const covered = panel.width && panel.left < stage.right && panel.top < stage.bottom && panel.top > stage.top + 60;
    return { width: stage.width - 16, height: Math.max(120, (covered ? panel.top - stage.top : stage.height) - 16), full: stage.height };
  },

  go(x, y, scale, animate) {
    const box = Scene.room(), shift = (box.full - 16 - box.height) / 2 / scale;
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    Scene.net.moveTo({ position: { x, y: y + shift }, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  },

  fly(id) {
    const node = Scene.net.body.nodes[id];
    if (node) Scene.go(node.x, node.y, Math.max(Scene.net.getScale(), 1.1), true);
  },
};

Object.assign(Scene, {
  zoom(factor) {
    const { x, y } = Scene.net.getViewPosition();
    Scene.net.moveTo({ position: { x, y }, scale: Math.min(6, Math.max(0.05, Scene.net.getScale() * factor)) });
  },
  pan(dx, dy) {
    const { x, y } = Scene.net.getViewPosition(), scale = Scene.net.getScale();
    Scene.net.moveTo({ position: { x: x + dx / scale, y: y + dy / scale }, scale });
  },
});
