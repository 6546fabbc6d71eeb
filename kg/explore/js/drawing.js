// The view as SVG: lines, shapes and names where the canvas has them.

const Drawing = {
  svg() {
    const box = $("network").getBoundingClientRect(), colours = Theme.colours(), lines = [], scale = Scene.net.getScale();
    const at = (id) => Scene.net.canvasToDOM(Scene.net.body.nodes[id]), bright = Scene.bright;
    const paleThing = (id) => (bright && !bright.things.has(id) ? ' opacity="0.16"' : "");
    const strong = new Set(bright ? bright.facts : []);
    const n = (number) => Math.round(number * 10) / 10;
    for (const fact of Scene.edgesSeen) {
      const edge = Scene.net.body.edges[fact];
      if (!edge || !edge.connected) continue;
      const colour = strong.has(fact) ? colours.accent : Store.denied[fact] ? colours.deny : colours.edge;
      const points = Array.from({ length: 13 }, (_, k) => Scene.net.canvasToDOM(edge.edgeType.getPoint(k / 12)));
      const path = Scene.bends.has(fact) || Store.subject[fact] === Store.object[fact] ? points : [points[0], points[12]];
      lines.push(`<polyline points="${path.map(({ x, y }) => `${n(x)},${n(y)}`).join(" ")}" fill="none" stroke="${colour}" stroke-width="${strong.has(fact) ? 2 : 0.8}"${Store.denied[fact] ? ' stroke-dasharray="4 4"' : ""}${bright && !strong.has(fact) ? ' opacity="0.12"' : strong.has(fact) ? "" : ' opacity="0.5"'}/>`);
    }
    for (const id of [...Scene.order].reverse()) {
      if (!Scene.net.body.nodes[id]) continue;
      const { x, y } = at(id), size = (Store.radius[id] * scale) / 6.5, family = Store.familyOf(id);
      lines.push(`<path d="${SHAPES[family.shape]}" transform="translate(${n(x)} ${n(y)}) scale(${Math.round(size * 1000) / 1000}) translate(-8 -8)" fill="${Theme.fill(family)}" stroke="${colours.stroke}" stroke-width="${n(1.1 / size) || 0.1}"${paleThing(id)}><title>${Drawing.escape(Store.name(id))}</title></path>`);
    }
    for (const { text, style, x, y } of Labels.placed) {
      lines.push(`<text x="${n(x)}" y="${n(y)}" font-size="${style.size}" font-weight="${style.weight}" fill="${style.colour}" stroke="${colours.ground}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke" dominant-baseline="central">${Drawing.escape(text)}</text>`);
    }
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${n(box.width)}" height="${n(box.height)}" viewBox="0 0 ${n(box.width)} ${n(box.height)}" font-family='${FONT.replace(/"/g, "&quot;")}'>\n`
      + `<rect width="100%" height="100%" fill="${colours.ground}"/>\n${lines.join("\n")}\n</svg>\n`;
  },

  /** Text for XML: escaped, and without the characters that XML has no place for. */
  escape: (text) => plain(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[c])),
};
