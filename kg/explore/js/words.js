// What the page says in Chinese and English, and what the graph calls its classes and relations.

const Words = {
  ...JSON.parse(document.getElementById("words").textContent),
  own: {},
  language: 0,

  /** The interface's word for `key`; {name} stands for `values.name`. */
  say(key, values) {
    const text = Words.interface[key][Words.language];
    return values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name]) : text;
  },
  pick(table, name) {
    const own = Object.hasOwn(Words.own, name) && Words.own[name];
    if (own) return own[Words.language ? "en" : "zh"] || own.zh || own.en;
    const found = Object.hasOwn(table, name) ? table[name] : null;
    return found ? found[Words.language] : name;
  },
  ofClass: (name) => Words.pick(Words.classes, name),
  ofRelation: (name) => Words.pick(Words.relations, name),
  ofField: (name) => Words.pick(Words.fields, name),
  ofValue: (name) => Words.pick(Words.values, name),
  ofFamily: (family) => family[Words.language ? "en" : "zh"],
  count: (number) => number.toLocaleString("en"),
};
const say = Words.say;
