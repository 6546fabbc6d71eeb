// The same content as rows: for sorting, for reading aloud, for people who do without a canvas.

const Table = {
  tab: "things",
  page: 0,
  sort: null, // { column, down }
  SIZE: 100,

  columns: {
    things: ["name", "class", "degree", "evidenceCount", "rank"],
    facts: ["subject", "relation", "object", "modality", "confidenceShort", "evidence", "article", "date"],
    observations: ["subject", "indicator", "value", "unit", "status", "period", "evidence", "article"],
  },

  /** Numbers of what passes the filters, drawn or not. */
  rows() {
    const { thing, fact } = App.passed, found = [];
    if (Table.tab === "things") for (let i = 0; i < Store.size; i++) if (thing[i]) found.push(i);
    if (Table.tab === "facts") {
      for (let f = 0; f < Store.facts; f++) {
        if (fact[f] && Store.subject[f] >= 0 && thing[Store.subject[f]] && (Store.object[f] < 0 || thing[Store.object[f]])) found.push(f);
      }
    }
    if (Table.tab === "observations") {
      Store.observed.forEach((subject, i) => { if (thing[subject] && (!Filters.searching() || Filters.supported(Store.facts + i))) found.push(i); });
    }
    return found;
  },

  /** What stands in a cell, for sorting and as plain text. */
  text(row, column) {
    const S = Store, target = Table.tab === "observations" ? S.facts + row : row;
    const [e] = Table.tab === "things" ? [] : S.evidenceOf(target);
    switch (column) {
      case "name": return S.name(row);
      case "class": return S.typesOf(row).map(Words.ofClass).join(" · ");
      case "degree": return S.first[row + 1] - S.first[row];
      case "evidenceCount": return Table.backing(row);
      case "rank": return row + 1;
      case "subject": return S.name(Table.tab === "facts" ? S.subject[row] : S.observed[row]);
      case "relation": return Words.ofRelation(S.relations[S.relation[row]]);
      case "object": return S.object[row] >= 0 ? S.name(S.object[row]) : plain(S.literals.get(row).text);
      case "modality": return e === undefined ? Words.ofValue("none") : [...new Set(S.evidenceOf(target).map((k) => Words.ofValue(S.codes[S.modality[k]])))].join(" · ");
      case "confidenceShort": return e === undefined ? "" : Math.max(...S.evidenceOf(target).map((k) => S.sure[S.confidence[k]]));
      case "evidence": return e === undefined ? "" : plain(Quotes.read(e).quote);
      case "article": return e === undefined || S.article[e] < 0 ? "" : S.name(S.article[e]);
      case "date": return e === undefined || Number.isNaN(S.evidenceDay[2 * e]) ? "" : Dates.text(S.evidenceDay[2 * e]);
      case "value": return Number(Panel.fields(row).value);
      case "status": return Words.ofValue(Panel.fields(row).status || "");
      default: return Panel.fields(row)[column] || "";
    }
  },

  backing(thing) {
    let count = 0;
    for (const fact of [...Store.linksOf(thing), ...(Store.literalsOf.get(thing) || [])]) count += Store.evidenceFrom[fact + 1] - Store.evidenceFrom[fact];
    for (const i of Store.observationsOf.get(thing) || []) count += Store.evidenceFrom[Store.facts + i + 1] - Store.evidenceFrom[Store.facts + i];
    return count;
  },

  title: (column) => (Object.hasOwn(Words.fields, column) ? Words.ofField(column) : say(column)),

  sorted(rows) {
    if (!Table.sort) return rows;
    const { column, down } = Table.sort, keys = new Map(rows.map((row) => [row, Table.text(row, column)]));
    const { compare } = new Intl.Collator(Words.language ? "en" : "zh-u-co-pinyin", { numeric: true });
    const order = (a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      return (typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y))) || a - b;
    };
    return rows.sort(down ? (a, b) => order(b, a) : order);
  },

  render() {
    if (!Store.evidenceFrom) return;
    const all = Table.sorted(Table.rows()), last = Math.max(0, Math.ceil(all.length / Table.SIZE) - 1);
    Table.page = Math.min(Table.page, last);
    const from = Table.page * Table.SIZE, rows = all.slice(from, from + Table.SIZE), columns = Table.columns[Table.tab];
    const keep = document.activeElement?.dataset?.cell;
    const go = (page) => () => { Table.page = page; Table.render(); $("table").scrollTop = 0; };
    const range = say("rows", { a: Words.count(all.length ? from + 1 : 0), b: Words.count(from + rows.length), all: Words.count(all.length) });
    const tabs = ["things", "facts", "observations"].map((tab) => button(say(tab), () => {
      Object.assign(Table, { tab, page: 0, sort: null });
      Walk.done({ panel: false });
    }, { "aria-pressed": String(tab === Table.tab), "data-cell": `tab ${tab}` }));
    const head = (column) => {
      const on = Table.sort?.column === column, arrow = on ? (Table.sort.down ? " ▾" : " ▴") : "";
      const flip = () => { Table.sort = { column, down: on && !Table.sort.down }; Table.page = 0; Table.render(); };
      return el("th", { scope: "col", "aria-sort": on ? (Table.sort.down ? "descending" : "ascending") : "none" }, button(Table.title(column) + arrow, flip, { title: say("sortBy"), "data-cell": `sort ${column}` }));
    };
    $("table").replaceChildren(
      el("div", { class: "tabs" }, ...tabs, el("span", { class: "soft", role: "status", text: range }),
        last ? button(say("previous"), go(Math.max(0, Table.page - 1)), { disabled: Table.page === 0, "data-cell": "previous" }) : null,
        last ? button(say("next"), go(Math.min(last, Table.page + 1)), { disabled: Table.page === last, "data-cell": "next" }) : null),
      el("table", {}, el("caption", { class: "unseen", text: `${say(Table.tab)} · ${range}` }), el("thead", {}, el("tr", {}, ...columns.map(head))),
        el("tbody", {}, ...rows.map((row) => el("tr", {}, ...columns.map((column) => Table.cell(row, column)))))));
    if (keep) $("table").querySelector(`[data-cell="${CSS.escape(keep)}"]`)?.focus();
  },

  cell(row, column) {
    const facts = Table.tab === "facts";
    if (column === "name") return el("td", {}, icon(Store.familyOf(row)), " ", Panel.link(row));
    if (column === "subject") return el("td", {}, Panel.link(facts ? Store.subject[row] : Store.observed[row]));
    if (column === "object" && Store.object[row] >= 0) return el("td", {}, Panel.link(Store.object[row]));
    if (column === "relation") return el("td", {}, Panel.factLink(row, Table.text(row, column)), Store.denied[row] ? Panel.denied() : null);
    if (column === "article") {
      const [e] = Store.evidenceOf(facts ? row : Store.facts + row);
      return el("td", {}, e === undefined || Store.article[e] < 0 ? "" : button(cut(Store.labels[Store.article[e]], 24), () => Panel.openArticle(Store.article[e], e), { class: "source", lang: "zh" }));
    }
    if (column === "value") return el("td", { class: "number", text: Panel.value(Panel.fields(row)) });
    const text = Table.text(row, column);
    if (column === "date") return el("td", { class: "date", text });
    return typeof text === "number" ? el("td", { class: "number", text: Number.isInteger(text) ? Words.count(text) : String(text) }) : el("td", {}, bdi(cut(text, 160)));
  },
};
