// Evidence as cards: the sentence with the quoted characters marked, and where it was printed.

const Quotes = {
  /** { quote, before, after, begin, end } of a piece of evidence; begin and end count code points of the page's text. */
  read(e) {
    const S = Store, article = S.article[e];
    if (S.loose[e]) {
      const [quote, sentence, begin, end] = S.loose[e], at = sentence.indexOf(quote);
      if (at < 0) return { quote, before: "", after: "", begin, end };
      return { quote, before: sentence.slice(0, at), after: sentence.slice(at + quote.length), begin, end };
    }
    const text = S.texts[article], at = S.quoteAt[e], stop = at + S.quoteLength[e], first = at - S.sentenceBack[e];
    const begin = S.spans[article][0] + Quotes.points(text.slice(0, at)), quote = text.slice(at, stop);
    return { quote, before: text.slice(first, at), after: text.slice(stop, first + S.sentenceLength[e]), begin, end: begin + Quotes.points(quote) };
  },

  /** The same, a long sentence cut down to what stands around the quote, unless `whole`. */
  around(e, whole) {
    const found = Quotes.read(e);
    if (whole) return found;
    const { before, after } = found;
    return { ...found, before: before.length > 70 ? `…${before.slice(-60)}` : before, after: after.length > 90 ? `${after.slice(0, 80)}…` : after };
  },

  points: (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g) || []).length,

  /** Headline, byline and date of an article, as far as they are known. */
  source(article) {
    if (article < 0) return [];
    const people = Store.linked(article, ["hasReporter", "hasCorrespondent", "hasPhotographer"]).map(Store.name);
    const date = Store.literal(article, "publishedOn");
    return [Store.name(article), people.join(" "), date].filter(Boolean);
  },

  card(e, detail) {
    const { quote, before, after } = Quotes.around(e, detail), article = Store.article[e];
    const modality = Store.codes[Store.modality[e]], speaker = Store.speaker[e];
    const notes = [];
    if (modality !== "asserted" || detail) notes.push(el("span", { class: `badge ${modality}`, text: Words.ofValue(modality) }));
    if (speaker !== undefined) notes.push(el("span", {}, `${say("speaker")} `, Panel.link(speaker)));
    if (detail) {
      notes.push(el("span", { text: `${say("confidenceShort")} ${Store.codes[Store.confidence[e]]}` }));
      notes.push(el("span", {}, `${say("rule")} `, el("code", { text: Store.codes[Store.rule[e]] })));
    }
    const open = () => Panel.openArticle(article, e);
    return el("figure", { class: "card" },
      el("blockquote", { lang: "zh", dir: "auto", on: { click: open } }, plain(before), el("mark", { text: plain(quote) }), plain(after)),
      el("figcaption", {},
        notes.length ? el("p", { class: "notes" }, ...notes) : null,
        article >= 0 ? button("", open, { class: "source", lang: "zh", "aria-label": `${say("fullText")}: ${Store.name(article)}` }) : null));
  },

  /** Cards for a fact or observation, the first few at once and the rest on demand. */
  cards(target, detail, limit = 2) {
    const list = Store.evidenceOf(target);
    if (!list.length) return [el("p", { class: "soft", text: say("noQuote") })];
    const build = (e) => {
      const card = Quotes.card(e, detail), line = card.querySelector(".source");
      if (line) line.replaceChildren(...Quotes.source(Store.article[e]).flatMap((part, i) => (i ? [" · ", bdi(part)] : [bdi(part)])));
      return card;
    };
    return Panel.some(list, detail ? 50 : limit, build);
  },
};
