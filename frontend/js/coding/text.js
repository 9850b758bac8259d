// A note's text on the page: marks in it, and which of its characters are selected. Places count characters (code
// points) of the note's own text, as the server does; JavaScript counts halves of some of them.
const PATTERNS = 4;
const length = (words) => [...words].length;

export function placesOf(typed) {
  const [start, end] = typed.split(":").map(Number);
  return { start, end };
}

export function make(name, more = {}) {
  return Object.assign(document.createElement(name), more);
}

// The pieces as the server has printed them.
export function readPieces(box) {
  return [...box.querySelectorAll("[data-at]")].map((part) => ({
    ...placesOf(part.dataset.at),
    words: part.textContent,
    is_out: "out" in part.dataset,
  }));
}

function cutUp(piece, marks) {
  const { start, end, words, is_out: isOut } = piece;
  const over = marks.filter((mark) => mark.start < end && mark.end > start);
  if (isOut || !over.length) {
    return [{ ...piece, over }];
  }
  const letters = [...words];
  const cuts = new Set([start, end]);
  for (const mark of over) {
    [mark.start, mark.end].filter((place) => place > start && place < end).forEach((place) => cuts.add(place));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((to, at) => ({
    start: places[at],
    end: to,
    words: letters.slice(places[at] - start, to - start).join(""),
    over: over.filter((mark) => mark.start < to && mark.end > places[at]),
  }));
}

// A mark is {code, start, end, number, sign, name}; `says` are the sentences for whoever hears the page.
export function showText(box, pieces, marks, says) {
  const lang = document.documentElement.lang;
  const heard = (words) => make("span", { className: "nhsuk-u-visually-hidden", lang, textContent: words });
  const parts = pieces.flatMap((piece) => cutUp(piece, marks));
  const nodes = parts.flatMap((part, at) => {
    const isNew = (mark) => !parts[at - 1]?.over.includes(mark);
    const isLast = (mark) => !parts[at + 1]?.over.includes(mark);
    const words = make(part.over.length ? "mark" : "span", { textContent: part.words });
    words.dataset.at = `${part.start}:${part.end}`;
    if (part.is_out) {
      words.dataset.out = "";
    }
    if (part.over.length) {
      const pattern = part.over.length > 1 ? "several" : ((part.over[0].number - 1) % PATTERNS) + 1;
      words.className = `app-span app-span--${pattern}`;
    }
    const begins = part.over.filter(isNew).map(({ number }) => heard(`${says.begins.replace("%n", number)} `));
    const ends = part.over.filter(isLast).map((mark) => {
      const label = make("bdi", { className: "app-span__label", lang });
      const seen = make("span", { textContent: `${mark.number} ${mark.sign}`.trim() });
      seen.setAttribute("aria-hidden", "true");
      label.append(heard(` ${says.ends.replace("%n", mark.number).replace("%theme", mark.name)} `), seen);
      return label;
    });
    return [...begins, words, ...ends];
  });
  box.replaceChildren(...nodes);
}

// The words between two places, with what stands for words that were taken out.
export function wordsOf(pieces, { start, end }) {
  return pieces
    .filter((piece) => piece.start < end && piece.end > start)
    .map((piece) =>
      piece.is_out
        ? piece.words
        : [...piece.words].slice(Math.max(0, start - piece.start), Math.max(0, end - piece.start)).join(""),
    )
    .join("");
}

// Words of the note in order, each with whether it has letters; signs count too, white space does not.
export function unitsOf(pieces, lang) {
  const segmenter = Intl.Segmenter && new Intl.Segmenter(lang || "en", { granularity: "word" });
  return pieces.flatMap(({ start, end, words, is_out: isOut }) => {
    if (isOut) {
      return [{ start, end, isWord: true }];
    }
    const found = segmenter
      ? [...segmenter.segment(words)].map(({ segment, index, isWordLike }) => ({ segment, index, isWord: isWordLike }))
      : [...words.matchAll(/\S+/g)].map(({ 0: segment, index }) => ({ segment, index, isWord: true }));
    let seen = 0;
    let at = start;
    return found
      .map(({ segment, index, isWord }) => {
        at += length(words.slice(seen, index));
        const unit = { start: at, end: at + length(segment), isWord, isBlank: !segment.trim() };
        seen = index + segment.length;
        at = unit.end;
        return unit;
      })
      .filter(({ isBlank }) => !isBlank);
  });
}

// What is selected in the note, grown to whole words; nothing when nothing of it is.
export function selectedIn(box, units) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0);
  let [start, end] = [null, null];
  for (const part of box.querySelectorAll("[data-at]")) {
    if (range.intersectsNode(part)) {
      const { start: from, end: to } = placesOf(part.dataset.at);
      const node = part.firstChild;
      const isIn = (container) => container === node && !("out" in part.dataset);
      const first = isIn(range.startContainer) ? from + length(node.data.slice(0, range.startOffset)) : from;
      const last = isIn(range.endContainer) ? from + length(node.data.slice(0, range.endOffset)) : to;
      if (last > first) {
        start ??= first;
        end = last;
      }
    }
  }
  const touched = start === null ? [] : units.filter((unit) => unit.end > start && unit.start < end);
  return touched.length ? { start: touched[0].start, end: touched[touched.length - 1].end } : null;
}

// Shows these words as selected, so that they look and are read out as selected words are everywhere.
export function select(box, { start, end }) {
  const placeIn = (place, isEnd) => {
    for (const part of box.querySelectorAll("[data-at]")) {
      const at = placesOf(part.dataset.at);
      if (isEnd ? at.start < place && place <= at.end : at.start <= place && place < at.end) {
        const isOut = "out" in part.dataset;
        const letters = isOut ? (isEnd ? [part.textContent] : []) : [...part.textContent].slice(0, place - at.start);
        return [part.firstChild, letters.join("").length];
      }
    }
    return null;
  };
  const [from, to] = [placeIn(start, false), placeIn(end, true)];
  if (from && to) {
    document.getSelection().setBaseAndExtent(...from, ...to);
  }
}
