// Names beside the nodes: the same size at any zoom, the most important first, none over another.

const FONT = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

const Labels = {
  cache: new Map(), // text and style → its picture: halo and all, painted once
  placed: [], // what stands on the canvas now, for the drawing that people take away
  cell: 6,

  /** A picture of one line of text with a halo in the ground's colour; width and height in CSS pixels. */
  picture(text, style, ratio) {
    const key = `${style.colour}|${style.weight}|${style.size}|${ratio}|${text}`;
    let found = Labels.cache.get(key);
    if (found) return found;
    if (Labels.cache.size > 900) Labels.cache.clear();
    const font = `${style.weight} ${style.size}px ${FONT}`, ruler = (Labels.ruler ||= new OffscreenCanvas(1, 1).getContext("2d"));
    ruler.font = font;
    const width = Math.ceil(ruler.measureText(text).width) + 6, height = Math.ceil(style.size * 1.3) + 4;
    const canvas = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio)), ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    ctx.font = font;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = Theme.colours().ground;
    ctx.strokeText(text, 3, height / 2);
    ctx.fillStyle = style.colour;
    ctx.fillText(text, 3, height / 2);
    // A bitmap, not the canvas: a canvas is copied each time that it is drawn.
    found = { bitmap: canvas.transferToImageBitmap(), width, height, text, style };
    Labels.cache.set(key, found);
    return found;
  },

  /** Starts a frame: nothing is taken yet. Sizes in CSS pixels. */
  begin(width, height) {
    Labels.columns = Math.ceil(width / Labels.cell);
    Labels.rows = Math.ceil(height / Labels.cell);
    const need = Labels.columns * Labels.rows;
    if (!Labels.taken || Labels.taken.length !== need) Labels.taken = new Uint8Array(need);
    else Labels.taken.fill(0);
    Labels.placed = [];
  },

  NODE: 1,
  NAME: 2,

  /** Whether a box lies on the canvas and holds none of `avoid` (NODE, NAME, or both added); it is then taken by `kind`. */
  take(left, top, width, height, kind, avoid) {
    const { cell, columns, rows, taken } = Labels;
    let x0 = Math.floor(left / cell), x1 = Math.floor((left + width) / cell), y0 = Math.floor(top / cell), y1 = Math.floor((top + height) / cell);
    if (avoid && (x0 < 0 || y0 < 0 || x1 >= columns || y1 >= rows)) return false;
    [x0, y0, x1, y1] = [Math.max(0, x0), Math.max(0, y0), Math.min(columns - 1, x1), Math.min(rows - 1, y1)];
    if (avoid) {
      for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) if (taken[y * columns + x] & avoid) return false;
    }
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) taken[y * columns + x] |= kind;
    return true;
  },

  put(ctx, picture, left, top, ratio) {
    // On whole pixels: sharper, and a plain copy instead of a resampling.
    const x = Math.round(left * ratio) / ratio, y = Math.round(top * ratio) / ratio;
    ctx.drawImage(picture.bitmap, x, y, picture.bitmap.width / ratio, picture.bitmap.height / ratio);
    Labels.placed.push({ text: picture.text, style: picture.style, x: left + 3, y: top + picture.height / 2, width: picture.width - 6, height: picture.height - 4 });
  },

  /** Draws the names of `nodes` ({id, x, y, r} in CSS pixels, the important first); returns how many found room. */
  nodes(ctx, nodes, limit, ratio, style) {
    let count = 0;
    for (const node of nodes) {
      if (count >= limit) break;
      const name = cut(Store.labels[node.id], 14);
      if (!name) continue;
      const picture = Labels.picture(name, style(node.id), ratio), { width: w, height: h } = picture;
      const spots = [
        [node.x - w / 2, node.y + node.r + 1], [node.x + node.r + 1, node.y - h / 2],
        [node.x - w / 2, node.y - node.r - h - 1], [node.x - node.r - w - 1, node.y - h / 2],
        [node.x - 4, node.y + node.r], [node.x - w + 4, node.y + node.r], [node.x - 4, node.y - node.r - h], [node.x - w + 4, node.y - node.r - h],
      ];
      const fits = (avoid) => spots.find(([left, top]) => Labels.take(left + 2, top + 2, w - 4, h - 4, Labels.NAME, avoid));
      // Hubs stand in a crowd: their names may cover a small neighbour, but never another name.
      const free = fits(Labels.NODE + Labels.NAME) || (Store.radius[node.id] > 8.5 && fits(Labels.NAME));
      if (!free) continue;
      Labels.put(ctx, picture, ...free, ratio);
      count++;
    }
    return count;
  },
};
