// Building the page's elements. Text only ever enters as textContent: no markup is parsed from data.

const $ = (id) => document.getElementById(id);

/** An element: `props` are attributes, but `text` is its text, `on` its listeners; false and null ones are left out. */
function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const button = (label, run, props) => el("button", { type: "button", text: label, on: { click: run }, ...props });

const SHAPES = {
  dot: "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z",
  square: "M2.5 2.5H13.5V13.5H2.5Z",
  triangle: "M8 2L14.5 13.5H1.5Z",
  triangleDown: "M8 14L14.5 2.5H1.5Z",
  hexagon: "M14.5 8L11.2 13.7H4.8L1.5 8L4.8 2.3H11.2Z",
  diamond: "M8 1L15 8L8 15L1 8Z",
  star: "M8 .8L9.9 5.8L15.2 6L11 9.4L12.5 14.6L8 11.6L3.5 14.6L5 9.4L.8 6L6.1 5.8Z",
};

/** The little picture of a class family, as in the drawing. */
function icon(family) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[family.shape]);
  path.setAttribute("fill", Theme.fill(family));
  path.setAttribute("stroke", Theme.colours().stroke);
  svg.append(path);
  return svg;
}

// Marks that turn writing direction, and control characters: a name must not reorder or break what stands around it.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const inert = (text) => text.replace(UNSEEN, "");
const plain = (text) => inert(text).replace(/[\t\n\r]+/g, " ");
const cut = (text, length) => {
  const letters = Array.from(plain(text).slice(0, 4 * length));
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : letters.join("");
};

/** A name in a sentence of ours, kept apart from it whatever direction it runs in. */
const bdi = (text, props) => el("bdi", { text: plain(text), ...props });

let noticeTimer = 0;
function notice(text, ...more) {
  clearTimeout(noticeTimer);
  const node = $("notice");
  node.replaceChildren(document.createTextNode(text), ...more);
  node.hidden = !text;
  if (text && !more.length) noticeTimer = setTimeout(() => notice(""), 6000);
}

/** What this browser remembers of the reader's wishes; files may be denied a memory, and work without one. */
const Memory = {
  get(key) {
    try { return localStorage.getItem(`kg.${key}`); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`kg.${key}`, value); } catch { /* a page opened from disk may have no storage */ }
  },
};

const Theme = {
  dark: (Memory.get("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark",
  families: new Map(),
  fill: (family) => (Theme.dark ? family.dark : family.light),
  colours: () => (Theme.dark
    ? { ground: "#14161a", ink: "#e9ebee", soft: "#a3a9b2", edge: "#6d7580", stroke: "#dfe3e8", accent: "#7db4ff", deny: "#ff8f86" }
    : { ground: "#fbfbf9", ink: "#15181c", soft: "#59616c", edge: "#8d949d", stroke: "#2b2f36", accent: "#1552b5", deny: "#b3261e" }),
  apply() {
    document.documentElement.dataset.theme = Theme.dark ? "dark" : "light";
  },
};
