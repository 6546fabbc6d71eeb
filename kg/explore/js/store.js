// The graph in columns. Things, facts, observations and evidence are numbers; everything about them is looked up here.

const Store = {
  ready: null, // settles when texts and evidence are there

  async unpack(id) {
    const node = $(`data-${id}`);
    const text = JSON.parse(node.textContent);
    node.remove();
    let bytes;
    if (Uint8Array.fromBase64) bytes = Uint8Array.fromBase64(text);
    else {
      const raw = atob(text);
      bytes = new Uint8Array(raw.length);
      for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    }
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  },

  /** The network and the names: enough for the first frame. */
  async open() {
    const [network, head] = await Promise.all([Store.unpack("network"), Store.unpack("head")]);
    const S = Store;
    S.options = network.options;
    S.size = head.labels.length;
    S.labels = head.labels;
    S.iris = head.iris.split("\n");
    S.aliases = head.aliases;
    S.labelled = new Uint8Array(S.size).fill(1);
    for (const i of head.unlabelled) S.labelled[i] = 0;
    S.combos = head.combos;
    S.types = Uint16Array.from(head.types);
    S.prefixes = head.prefixes;
    S.quiet = new Set(head.quiet);
    S.ancestors = head.ancestors;
    Words.own = head.words;
    S.families = Words.families;
    const family = new Map(S.families.map((f, i) => [f.id, i]));
    S.family = Uint8Array.from(network.group, (g) => family.get(network.groups[g]));
    S.x = Float32Array.from(network.x);
    S.y = Float32Array.from(network.y);
    S.radius = Float32Array.from(network.size);
    S.relations = network.relations;
    S.relationNumber = new Map(S.relations.map((name, i) => [name, i]));
    S.facts = head.facts;
    S.subject = new Int32Array(S.facts).fill(-1);
    S.object = new Int32Array(S.facts).fill(-1);
    S.relation = new Int16Array(S.facts);
    S.denied = new Uint8Array(S.facts);
    network.fact.forEach((fact, i) => {
      S.subject[fact] = network.from[i];
      S.object[fact] = network.to[i];
      S.relation[fact] = network.relation[i];
    });
    for (const i of network.denied) S.denied[network.fact[i]] = 1;
    S.edges = Int32Array.from(network.fact);
    S.observed = Int32Array.from(head.observed);
    S.at = new Map(S.iris.map((iri, i) => [iri, i]));
    S.evidence = 0;
    S.link();
  },

  /** For each thing the facts it takes part in: `links` from `first[i]` to `first[i + 1]`. */
  link() {
    const S = Store, first = new Int32Array(S.size + 1);
    for (const fact of S.edges) {
      first[S.subject[fact] + 1]++;
      if (S.object[fact] !== S.subject[fact]) first[S.object[fact] + 1]++;
    }
    for (let i = 0; i < S.size; i++) first[i + 1] += first[i];
    const next = first.slice(0, S.size), links = new Int32Array(first[S.size]);
    for (const fact of S.edges) {
      links[next[S.subject[fact]]++] = fact;
      if (S.object[fact] !== S.subject[fact]) links[next[S.object[fact]]++] = fact;
    }
    S.first = first;
    S.links = links;
  },

  /** Texts, literals, observations and evidence. */
  async fill() {
    const S = Store, body = await S.unpack("body"), codes = body.codes;
    S.codes = codes;
    S.texts = body.texts;
    S.spans = body.spans;
    S.notes = body.notes;
    S.literals = new Map();
    S.literalsOf = new Map();
    for (const [fact, subject, relation, kind, text] of body.literals) {
      S.subject[fact] = subject;
      S.relation[fact] = S.relationCode(codes[relation]);
      S.literals.set(fact, { kind: codes[kind], text });
      if (!S.literalsOf.has(subject)) S.literalsOf.set(subject, []);
      S.literalsOf.get(subject).push(fact);
    }
    S.observationFields = body.observations;
    S.observationIris = body.observationIris.split("\n");
    S.observationsOf = new Map();
    S.observed.forEach((thing, i) => {
      if (!S.observationsOf.has(thing)) S.observationsOf.set(thing, []);
      S.observationsOf.get(thing).push(i);
    });
    let last = 0;
    S.target = Int32Array.from(body.target, (step) => (last += step));
    S.evidence = S.target.length;
    for (const name of ["article", "modality", "confidence", "rule", "at", "length", "sentenceBack", "sentenceLength"]) {
      S[name === "at" ? "quoteAt" : name === "length" ? "quoteLength" : name] = Int32Array.from(body[name]);
    }
    S.sure = codes.map(Number);
    S.speaker = body.speaker;
    S.loose = body.loose;
    S.evidenceIris = body.evidenceIris;
    const count = S.facts + S.observed.length, from = new Int32Array(count + 1);
    for (const target of S.target) from[target + 1]++;
    for (let i = 0; i < count; i++) from[i + 1] += from[i];
    S.evidenceFrom = from;
    S.dates();
  },

  relationCode(name) {
    if (!Store.relationNumber.has(name)) {
      Store.relationNumber.set(name, Store.relations.length);
      Store.relations.push(name);
    }
    return Store.relationNumber.get(name);
  },

  /** When each article was published and each event took place, as [first day, last day], and of each piece of evidence. */
  dates() {
    const S = Store, published = S.relationNumber.get("publishedOn"), happened = S.relationNumber.get("eventDate");
    S.published = new Map();
    S.happened = new Map();
    for (const [fact, literal] of S.literals) {
      const table = S.relation[fact] === published ? S.published : S.relation[fact] === happened ? S.happened : null;
      const span = table && Dates.span(literal.text);
      if (span && !S.denied[fact]) table.set(S.subject[fact], span);
    }
    S.evidenceDay = new Float64Array(S.evidence * 2).fill(NaN);
    for (let e = 0; e < S.evidence; e++) {
      const target = S.target[e], fact = target < S.facts;
      const subject = fact ? S.subject[target] : S.observed[target - S.facts];
      const span = S.happened.get(subject) || (fact && S.happened.get(S.object[target])) || S.published.get(S.article[e]);
      if (span) [S.evidenceDay[2 * e], S.evidenceDay[2 * e + 1]] = span;
    }
  },

  typesOf: (thing) => Store.combos[Store.types[thing]],
  familyOf: (thing) => Store.families[Store.family[thing]],
  is: (thing, name) => Store.typesOf(thing).some((type) => type === name || (Store.ancestors[type] || []).includes(name)),
  name: (thing) => plain(Store.labels[thing]) || Store.iris[thing],
  other: (fact, thing) => (Store.subject[fact] === thing ? Store.object[fact] : Store.subject[fact]),
  linksOf: (thing) => Store.links.subarray(Store.first[thing], Store.first[thing + 1]),
  evidenceOf(target) {
    const list = [];
    if (Store.evidence) for (let e = Store.evidenceFrom[target]; e < Store.evidenceFrom[target + 1]; e++) list.push(e);
    return list;
  },
  evidenceIri(e) {
    Store.evidenceNames ||= Store.evidenceIris.split("\n");
    return Store.evidenceNames[e];
  },
  iri: (short) => (short.startsWith(" ") ? short.slice(1) : Store.prefixes.kgid + short),
  /** The value of a literal property, the first of several, or null. */
  literal(thing, relation) {
    for (const fact of Store.literalsOf.get(thing) || []) {
      if (Store.relations[Store.relation[fact]] === relation && !Store.denied[fact]) return Store.literals.get(fact).text;
    }
    return null;
  },
  linked(thing, relations) {
    const found = [];
    for (const fact of Store.linksOf(thing)) {
      if (Store.subject[fact] === thing && !Store.denied[fact] && relations.includes(Store.relations[Store.relation[fact]])) {
        if (!found.includes(Store.object[fact])) found.push(Store.object[fact]);
      }
    }
    return found;
  },
};
