// Which of the passing things are drawn: those of highest rank, tied together, and whatever the reader called for.

const Choose = {
  /** Numbers of at most `budget` passing things, and of all in `forced`; things are numbered by rank. */
  visible(passed, budget, forced, hidden, within) {
    const S = Store, chosen = new Set(), order = [];
    for (let i = 0; i < S.size; i++) {
      if (passed.thing[i] && !hidden.has(i) && (!within || within.has(i))) order.push(i);
    }
    if (order.length <= budget || within) for (const i of order.slice(0, within ? Infinity : budget)) chosen.add(i);
    else {
      const start = budget - Math.floor(budget / 3);
      for (let k = 0; k < start; k++) chosen.add(order[k]);
      Choose.tie(chosen, passed, hidden, budget);
      for (let k = start; k < order.length && chosen.size < budget; k++) chosen.add(order[k]);
    }
    for (const i of forced) chosen.add(i);
    return { chosen, passing: order.length };
  },

  /** Adds the connectors that join islands to the largest part, while there is room. */
  tie(chosen, passed, hidden, budget) {
    const parts = Choose.parts(chosen, passed);
    const main = new Set(parts[0]);
    for (const part of parts.slice(1)) {
      const way = Choose.way(part, (i) => main.has(i), (i) => passed.thing[i] && !hidden.has(i), (f) => passed.fact[f], 3);
      if (!way || chosen.size + way.length - 2 > budget) continue;
      for (const i of way) {
        chosen.add(i);
        main.add(i);
      }
      for (const i of part) main.add(i);
    }
  },

  parts(chosen, passed) {
    const seen = new Set(), parts = [];
    for (const start of chosen) {
      if (seen.has(start)) continue;
      const part = [start];
      seen.add(start);
      for (let k = 0; k < part.length; k++) {
        for (const fact of Store.linksOf(part[k])) {
          const other = Store.other(fact, part[k]);
          if (passed.fact[fact] && chosen.has(other) && !seen.has(other)) {
            seen.add(other);
            part.push(other);
          }
        }
      }
      parts.push(part.sort((a, b) => a - b));
    }
    return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
  },

  /** The things of a shortest path from any of `start` to one that is a `goal`, both ends included; null if none. */
  way(start, goal, through, along, reach = Infinity) {
    const came = new Map(start.map((i) => [i, -1]));
    let edge = start;
    for (let step = 0; step < reach && edge.length; step++) {
      const next = [];
      for (const i of edge) {
        const others = new Set();
        for (const fact of Store.linksOf(i)) if (along(fact)) others.add(Store.other(fact, i));
        for (const other of [...others].sort((a, b) => a - b)) {
          if (came.has(other) || !through(other)) continue;
          came.set(other, i);
          if (goal(other)) {
            const way = [other];
            while (came.get(way[0]) >= 0) way.unshift(came.get(way[0]));
            return way;
          }
          next.push(other);
        }
      }
      edge = next.sort((a, b) => a - b);
    }
    return null;
  },

  /** Everything within `steps` of a thing. */
  around(thing, steps, through, along) {
    const found = new Set([thing]);
    let edge = [thing];
    for (let step = 0; step < steps; step++) {
      const next = [];
      for (const i of edge) {
        for (const fact of Store.linksOf(i)) {
          const other = Store.other(fact, i);
          if (!found.has(other) && along(fact) && through(other)) {
            found.add(other);
            next.push(other);
          }
        }
      }
      edge = next;
    }
    return found;
  },
};
