// The strip of time: how much is dated when, and the stretch that the reader wants.

const Timeline = {
  /** Bins of a day, a month or a year, so that there are at most 60; [first day, last day] each. */
  bins() {
    if (Timeline.made) return Timeline.made;
    let [low, high] = [Infinity, -Infinity];
    for (let e = 0; e < Store.evidence; e++) {
      if (Number.isNaN(Store.evidenceDay[2 * e])) continue;
      low = Math.min(low, Store.evidenceDay[2 * e]);
      high = Math.max(high, Store.evidenceDay[2 * e + 1]);
    }
    for (const table of [Store.published, Store.happened]) {
      for (const [from, to] of table.values()) [low, high] = [Math.min(low, from), Math.max(high, to)];
    }
    if (low > high) return (Timeline.made = []);
    const bins = [], days = high - low;
    const step = days < 60 ? 1 : days < 420 ? 7 : 0, months = days < 1826 ? 1 : days < 7300 ? 3 : 12;
    if (step) for (let day = low; day <= high; day += step) bins.push([day, day + step - 1]);
    else {
      const begin = new Date(low * 864e5), size = months * Math.max(1, Math.ceil(days / 30.4 / months / 60));
      let [year, month] = [begin.getUTCFullYear(), months === 12 ? 1 : begin.getUTCMonth() + 1];
      for (let from = Dates.day(year, month, 1); from <= high; from = Dates.day(year, month, 1)) {
        month += size;
        bins.push([from, Dates.day(year, month, 1) - 1]);
      }
    }
    return (Timeline.made = bins);
  },

  /** Pieces of evidence in each bin, an event's counting at its own date. */
  counts(bins) {
    const counts = new Int32Array(bins.length);
    const put = (first, last) => bins.forEach(([from, to], i) => { if (first <= to && last >= from) counts[i]++; });
    const size = bins.length ? bins[0][1] - bins[0][0] + 1 : 1;
    const regular = bins.every(([from], i) => from === bins[0][0] + i * size);
    for (let e = 0; e < Store.evidence; e++) {
      const first = Store.evidenceDay[2 * e], last = Store.evidenceDay[2 * e + 1];
      if (Number.isNaN(first)) continue;
      if (regular && first === last) counts[Math.floor((first - bins[0][0]) / size)]++;
      else put(first, last);
    }
    return counts;
  },

  box() {
    if (!Store.evidence) return null;
    const bins = Timeline.bins();
    const undated = el("label", { class: "item switch" }, el("input", { type: "checkbox", checked: Filters.undated, "data-key": "undated",
      on: { change: (event) => Walk.filter(() => { Filters.undated = event.target.checked; }) } }), say("undated"));
    if (!bins.length) return Legend.box(say("timeline"), "timeline", undated);
    Timeline.tall ||= Timeline.counts(bins);
    const most = Math.max(...Timeline.tall, 1), last = bins.length - 1;
    const at = (day, end) => { const i = bins.findIndex(([from, to]) => day >= from && day <= to); return i < 0 ? (end ? last : 0) : i; };
    let [from, to] = Filters.days ? [at(Filters.days[0], false), at(Filters.days[1], true)] : [0, last];
    const bars = bins.map((_, i) => {
      const bar = el("i");
      bar.style.height = `${Timeline.tall[i] ? 6 + 94 * Math.sqrt(Timeline.tall[i] / most) : 0}%`;
      return bar;
    });
    const out = el("output");
    const tell = () => {
      out.textContent = `${Dates.text(bins[from][0])} – ${Dates.text(bins[to][1])}`;
      bars.forEach((bar, i) => bar.classList.toggle("out", i < from || i > to));
    };
    const set = () => Walk.filter(() => { Filters.days = from === 0 && to === last ? null : [bins[from][0], bins[to][1]]; });
    const slider = (end) => el("input", { type: "range", min: 0, max: last, step: 1, value: end ? to : from, "aria-label": say(end ? "to" : "from"), "data-key": end ? "to" : "from",
      on: {
        input: (event) => {
          const value = Number(event.target.value);
          if (end) to = Math.max(value, from);
          else from = Math.min(value, to);
          event.target.value = end ? to : from;
          event.target.setAttribute("aria-valuetext", Dates.text(bins[end ? to : from][end ? 1 : 0]));
          tell();
        },
        change: set,
      } });
    tell();
    return Legend.box(say("timeline"), "timeline", el("div", { class: "strip", "aria-hidden": "true" }, ...bars),
      last ? el("div", { class: "span" }, slider(false), slider(true)) : null, el("p", { class: "soft" }, out), undated);
  },
};
