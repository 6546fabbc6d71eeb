// Which things and facts pass what the reader has asked for, and how many there are of each kind.

const Filters = {
  off: new Set(), // classes
  relationsOff: new Set(), // relation numbers
  articles: new Set(), // only these, when any
  modalitiesOff: new Set(),
  least: 0, // confidence
  days: null, // [first, last]
  undated: true,

  reset() {
    Filters.off = new Set(Store.quiet);
    Filters.relationsOff = new Set();
    Filters.articles = new Set();
    Filters.modalitiesOff = new Set();
    Filters.least = 0;
    Filters.days = null;
    Filters.undated = true;
  },

  /** Whether anything is asked of the evidence; if not, there is no need to look at it. */
  searching: () => Filters.articles.size > 0 || Filters.modalitiesOff.size > 0 || Filters.least > 0 || Filters.days !== null || !Filters.undated,

  inTime(first, last) {
    if (Number.isNaN(first)) return Filters.undated;
    return !Filters.days || (first <= Filters.days[1] && last >= Filters.days[0]);
  },

  evidencePasses(e) {
    const S = Store;
    return (!Filters.articles.size || Filters.articles.has(S.article[e]))
      && !Filters.modalitiesOff.has(S.codes[S.modality[e]])
      && S.sure[S.confidence[e]] >= Filters.least
      && Filters.inTime(S.evidenceDay[2 * e], S.evidenceDay[2 * e + 1]);
  },

  /** Whether a fact (or observation) passes by any of its evidence; what has none counts as undated and unquoted. */
  supported(target) {
    const S = Store, from = S.evidenceFrom[target], to = S.evidenceFrom[target + 1];
    for (let e = from; e < to; e++) if (Filters.evidencePasses(e)) return true;
    return from === to && !Filters.articles.size && !Filters.modalitiesOff.has("none") && Filters.undated && !Filters.days;
  },

  /** Marks what passes: `thing` and `fact` (1 or 0 each); counts by class, family and relation ignore their own switch. */
  compute() {
    const S = Store, searching = Filters.searching() && S.evidence > 0;
    const fact = new Uint8Array(S.facts), touched = new Uint8Array(S.size).fill(searching ? 0 : 1);
    const held = new Uint8Array(S.facts).fill(1);
    if (searching) {
      for (let f = 0; f < S.facts; f++) {
        held[f] = Filters.supported(f) ? 1 : 0;
        if (held[f] && S.subject[f] >= 0) {
          touched[S.subject[f]] = 1;
          if (S.object[f] >= 0) touched[S.object[f]] = 1;
        }
      }
      S.observed.forEach((thing, i) => { if (Filters.supported(S.facts + i)) touched[thing] = 1; });
      for (const article of Filters.articles) touched[article] = 1;
      for (const table of [S.published, S.happened]) {
        for (const [thing, span] of table) if (!Filters.inTime(...span)) touched[thing] = 0;
      }
    }
    const shown = S.combos.map((types) => !types.length ? !Filters.off.has("") : types.some((type) => !Filters.off.has(type)));
    const thing = new Uint8Array(S.size), classes = new Map(), families = new Int32Array(S.families.length);
    for (let i = 0; i < S.size; i++) {
      if (!touched[i]) continue;
      thing[i] = shown[S.types[i]] ? 1 : 0;
      families[S.family[i]]++;
      for (const type of S.combos[S.types[i]]) {
        const key = `${S.family[i]} ${type}`;
        classes.set(key, (classes.get(key) || 0) + 1);
      }
    }
    const relations = new Int32Array(S.relations.length);
    for (let f = 0; f < S.facts; f++) {
      if (!held[f] || S.subject[f] < 0 || !thing[S.subject[f]] || (S.object[f] >= 0 && !thing[S.object[f]])) continue;
      relations[S.relation[f]]++;
      if (!Filters.relationsOff.has(S.relation[f])) fact[f] = 1;
    }
    let passing = 0;
    for (let i = 0; i < S.size; i++) passing += thing[i];
    return { thing, fact, held, classes, families, relations, passing };
  },
};
