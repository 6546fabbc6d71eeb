// Finding things by name, alias, or the initials of their pinyin.

// The first syllable of each initial in pinyin order: what sorts at or after one and before the next begins with its letter.
const INITIALS = [..."阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀"];
const LETTERS = "abcdefghjklmnopqrstwxyz";
// Characters read in more than one way in names.
const READINGS = {
  重: "cz", 长: "cz", 行: "xh", 乐: "ly", 单: "ds", 曾: "zc", 解: "jx", 朝: "cz", 会: "hk", 厦: "xs", 朴: "p", 传: "cz", 藏: "cz", 参: "cs",
  沈: "sc", 召: "zs", 覃: "qt", 区: "qo", 都: "d", 调: "dt", 盛: "sc", 石: "sd", 大: "d", 秘: "mb", 洞: "dt", 尉: "wy", 仇: "qc", 查: "zc",
  洗: "x", 冼: "x", 缪: "m", 乘: "cs", 燕: "y", 种: "zc", 荥: "x", 泌: "bm", 六: "l", 蚌: "b", 莘: "xs", 郦: "l", 率: "ls", 恶: "ew", 校: "xj",
};

const Search = {
  active: -1,

  /** All names in one string, a line each, so that looking for a substring is one walk. */
  index() {
    const names = [], owner = [], start = [];
    let length = 0;
    for (let i = 0; i < Store.size; i++) {
      for (const name of [Store.labels[i], ...(Store.aliases[i] || [])]) {
        const line = plain(name).toLowerCase();
        start.push(length);
        owner.push(i);
        names.push(line);
        length += line.length + 1;
      }
    }
    Search.hay = `${names.join("\n")}\n`;
    Search.start = Int32Array.from(start);
    Search.owner = Int32Array.from(owner);
    Search.masks = null;
  },

  /** For each character of the names the initials it may have, a bit each. */
  initials() {
    const order = new Intl.Collator("zh-u-co-pinyin").compare, seen = new Map(), bit = (letter) => 1 << (letter.charCodeAt(0) - 97);
    const read = (char) => {
      if (char >= "a" && char <= "z") return bit(char);
      if (READINGS[char]) return [...READINGS[char]].reduce((mask, letter) => mask | bit(letter), 0);
      if (char < "\u3400" || char > "\u9fff") return 0;
      let [low, high] = [0, INITIALS.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (order(INITIALS[middle], char) <= 0) low = middle;
        else high = middle;
      }
      return bit(LETTERS[low]);
    };
    const masks = new Uint32Array(Search.hay.length);
    for (let i = 0; i < masks.length; i++) {
      const char = Search.hay[i];
      let mask = seen.get(char);
      if (mask === undefined) seen.set(char, mask = read(char));
      masks[i] = mask;
    }
    Search.masks = masks;
  },

  line(at) {
    let [low, high] = [0, Search.start.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (Search.start[middle] <= at) low = middle;
      else high = middle;
    }
    return low;
  },

  /** Things whose name or alias holds the words, best first: { thing, line, score }. */
  find(words) {
    const query = plain(words).trim().toLowerCase(), best = new Map();
    if (!query) return [];
    if (!Search.hay) Search.index();
    const note = (at, kind) => {
      const line = Search.line(at), thing = Search.owner[line], from = Search.start[line];
      const length = (line + 1 < Search.start.length ? Search.start[line + 1] : Search.hay.length) - 1 - from;
      const score = kind + (at > from ? 2 : length > query.length ? 1 : 0) + (line && Search.owner[line - 1] === thing ? 0.5 : 0);
      if (!best.has(thing) || best.get(thing).score > score) best.set(thing, { thing, line, score });
      return from + length;
    };
    for (let at = Search.hay.indexOf(query); at >= 0; at = Search.hay.indexOf(query, at)) at = Math.max(note(at, 0), at + 1);
    if (/^[a-z]+$/.test(query)) {
      if (!Search.masks) Search.initials();
      const bits = [...query].map((letter) => 1 << (letter.charCodeAt(0) - 97)), { masks } = Search;
      for (let at = 0; at + bits.length <= masks.length; at++) {
        let k = 0;
        while (k < bits.length && masks[at + k] & bits[k]) k++;
        if (k === bits.length) at = note(at, 4);
      }
    }
    return [...best.values()].sort((a, b) => a.score - b.score || a.thing - b.thing);
  },

  /** The names of the results, by class; at most 12 of a class and 60 in all, and the number of the rest. */
  render() {
    const started = performance.now(), box = $("results"), found = Search.find($("search").value);
    const groups = new Map();
    for (const hit of found) {
      const family = Store.family[hit.thing];
      if (!groups.has(family)) groups.set(family, []);
      groups.get(family).push(hit);
    }
    const parts = [];
    let count = 0;
    for (const [family, hits] of groups) {
      const shown = hits.slice(0, Math.min(groups.size === 1 ? 60 : 12, 60 - count));
      if (!shown.length) continue;
      count += shown.length;
      const name = Words.ofFamily(Store.families[family]);
      parts.push(el("div", { role: "group", "aria-label": name }, el("p", { class: "soft", "aria-hidden": "true", text: `${name} ${Words.count(hits.length)}` }), ...shown.map(Search.option)));
    }
    if (found.length > count) parts.push(el("p", { class: "soft", text: say("moreResults", { n: Words.count(found.length - count) }) }));
    if (!found.length && $("search").value.trim()) parts.push(el("p", { class: "soft", text: say("noResult") }));
    box.replaceChildren(...parts);
    Search.open(parts.length > 0);
    Search.move(found.length ? 0 : -1, true);
    Search.spent = performance.now() - started;
  },

  option(hit) {
    const name = Search.hay.slice(Search.start[hit.line], Search.hay.indexOf("\n", Search.start[hit.line])), label = Store.name(hit.thing);
    const also = name !== label.toLowerCase() ? el("span", { class: "soft" }, " ", bdi(cut(name, 24))) : null;
    const option = el("div", { role: "option", id: `hit-${hit.thing}`, "aria-selected": "false", lang: "zh" }, icon(Store.familyOf(hit.thing)), bdi(cut(label, 40)), also);
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => Search.take(hit.thing));
    return option;
  },

  open(yes) {
    $("results").hidden = !yes;
    $("search").setAttribute("aria-expanded", String(yes));
  },

  move(to, absolute) {
    const options = [...$("results").querySelectorAll("[role=option]")];
    if (!options.length) {
      Search.active = -1;
      $("search").removeAttribute("aria-activedescendant");
      return;
    }
    Search.active = absolute ? to : (Search.active + to + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === Search.active)));
    $("search").setAttribute("aria-activedescendant", options[Search.active].id);
    if (!absolute) options[Search.active].scrollIntoView({ block: "nearest" });
  },

  take(thing) {
    Search.open(false);
    $("search").blur();
    Walk.select(thing, -1, true);
  },

  wire() {
    const input = $("search");
    input.addEventListener("input", Search.render);
    input.addEventListener("focus", () => { if (input.value) Search.render(); });
    input.addEventListener("blur", () => Search.open(false));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") Search.move(1);
      else if (event.key === "ArrowUp") Search.move(-1);
      else if (event.key === "Enter") {
        const option = $("results").querySelector("[aria-selected=true]");
        if (option) Search.take(Number(option.id.slice(4)));
      } else if (event.key === "Escape") {
        input.value = "";
        Search.render();
        event.stopPropagation();
        return;
      } else return;
      event.preventDefault();
    });
  },
};
