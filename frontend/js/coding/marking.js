// Marking words of a note: by mouse or finger (select them), by keyboard (a key for the first clause, again for the next,
// arrows for words), or by ticking clauses. While words are marked, a theme that is chosen is theirs.
import { make, placesOf, readPieces, select, selectedIn, showText, unitsOf, wordsOf } from "./text.js";

export function marking(form, { tell, nameOf, signOf }) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const says = (name) => form.dataset[`says${name}`];
  const [text, list, bar] = [part("text"), part("marks"), part("pending")];
  let pieces = readPieces(text);
  let marks = [...list.querySelectorAll("input")].map(({ value }) => read(value));
  let pending = [];
  let known = null;

  function read(typed) {
    const [code, ...places] = typed.split(":");
    return { code, ...placesOf(places.join(":")) };
  }

  const units = () => (known ??= unitsOf(pieces, text.lang));
  const clauses = () => [...form.querySelectorAll("input[name=parts]")];
  const isMarking = () => pending.length > 0;

  function paint() {
    const shown = marks.map((mark, at) => ({ ...mark, number: at + 1, sign: signOf(mark.code), name: nameOf(mark.code) }));
    showText(text, pieces, shown, { begins: says("MarkBegins"), ends: says("MarkEnds") });
    list.replaceChildren(...shown.map(line));
    part("marked").hidden = marks.length === 0;
  }

  function line(mark) {
    const words = make("span", { className: "app-marked__words" });
    const label = `${mark.number} ${mark.sign}`.trim();
    words.append(make("span", { className: "app-span__label", textContent: label }), ` ${mark.name}: `);
    words.append(make("q", { textContent: wordsOf(pieces, mark), lang: text.lang, dir: text.dir }));
    const off = make("button", { type: "button", className: "app-marked__remove", textContent: "×" });
    off.setAttribute("aria-label", says("Remove").replace("%n", mark.number));
    off.addEventListener("click", () => {
      marks.splice(mark.number - 1, 1);
      paint();
      part("note").focus({ preventScroll: true });
      tell(`${mark.name}: ${says("Off")}`);
    });
    const found = make("li", { className: "app-marked__mark" });
    found.append(words, off);
    return found;
  }

  function showPending() {
    bar.hidden = !isMarking();
    const words = pending.map((span) => wordsOf(pieces, span)).join(" … ");
    Object.assign(part("pending-words"), { textContent: words, lang: text.lang, dir: text.dir });
    return `\u2068${words}\u2069`; // apart, whichever way they are written
  }

  function mark(spans, { isShown = true, isTold = true } = {}) {
    pending = spans;
    const words = showPending();
    if (isShown && spans.length === 1) {
      select(text, spans[0]);
    }
    if (isTold && spans.length) {
      tell(`${says("Marked")}: ${words}`);
    }
  }

  function unmark(isTold = true) {
    const was = isMarking();
    pending = [];
    showPending();
    for (const tick of clauses()) {
      tick.checked = false;
    }
    if (was) {
      document.getSelection().removeAllRanges();
    }
    if (was && isTold) {
      tell(says("Unmarked"));
    }
  }

  // The clause after the one that is marked, from the first again behind the last; back with `by` -1.
  function step(by = 1) {
    const spans = clauses().map(({ value }) => placesOf(value));
    if (spans.length) {
      const at = isMarking() ? spans.findLastIndex((span) => span.start <= pending[0].start) : by > 0 ? -1 : spans.length;
      mark([spans[(at + by + spans.length) % spans.length]]);
    }
  }

  // One word more or fewer, at the end or at the beginning. At least one word stays.
  function grow(by, isAtStart) {
    const words = units().filter(({ isWord }) => isWord);
    const steps = words.length ? words : units();
    let { start, end } = { start: pending[0].start, end: pending[pending.length - 1].end };
    if (isAtStart) {
      const places = steps.map((unit) => unit.start);
      const next = by > 0 ? places.find((place) => place > start) : places.findLast((place) => place < start);
      start = next !== undefined && next < end ? next : start;
    } else {
      const places = steps.map((unit) => unit.end);
      const next = by > 0 ? places.find((place) => place > end) : places.findLast((place) => place < end);
      end = next !== undefined && next > start ? next : end;
    }
    mark([{ start, end }]);
  }

  // The marked words get the theme, or lose it when they have it.
  function give(code) {
    const isSame = (one, span) => one.code === code && one.start === span.start && one.end === span.end;
    const hasAll = pending.every((span) => marks.some((one) => isSame(one, span)));
    marks = hasAll
      ? marks.filter((one) => !pending.some((span) => isSame(one, span)))
      : [...marks, ...pending.filter((span) => !marks.some((one) => isSame(one, span))).map((span) => ({ code, ...span }))];
    const isSelected = selectedIn(text, units()) !== null;
    paint();
    if (isSelected && pending.length === 1) {
      select(text, pending[0]);
    }
    tell(`${nameOf(code)}: ${hasAll ? says("Off") : says("On")} · ${showPending()}`);
  }

  function fillParts(parts) {
    part("parts").replaceChildren(
      ...parts.map(({ at, words }, number) => {
        const id = `part-${number + 1}`;
        const choice = make("div", { className: "app-code-choice" });
        const label = make("label", { className: "app-code-choice__label", htmlFor: id, textContent: words });
        Object.assign(label, { lang: text.lang, dir: text.dir });
        const tick = { type: "checkbox", className: "app-code-choice__tick", name: "parts", value: at, id };
        choice.append(make("input", tick), label);
        return choice;
      }),
    );
  }

  function show(note, typed) {
    unmark(false);
    pieces = note ? note.pieces : [];
    known = null;
    marks = typed.map(read);
    fillParts(note ? note.parts : []);
    part("parts-box").open = false;
    paint();
  }

  // Ticked clauses that follow each other are one stretch.
  function ticked() {
    const found = [];
    let last = null;
    clauses().forEach((tick, at) => {
      if (tick.checked) {
        const { start, end } = placesOf(tick.value);
        if (found.length && last === at - 1) {
          found[found.length - 1].end = end;
        } else {
          found.push({ start, end });
        }
        last = at;
      }
    });
    return found;
  }

  document.addEventListener("selectionchange", () => {
    const { anchorNode } = document.getSelection();
    if (anchorNode && text.contains(anchorNode)) {
      const span = selectedIn(text, units());
      const isHere = span && pending.length === 1 && pending[0].start === span.start && pending[0].end === span.end;
      if (span && !isHere) {
        mark([span], { isShown: false, isTold: false });
      }
    }
  });
  text.addEventListener("click", () => {
    if (document.getSelection().isCollapsed && isMarking()) {
      unmark();
    }
  });
  part("parts").addEventListener("change", () => {
    const spans = ticked();
    if (spans.length) {
      mark(spans, { isShown: false });
    } else {
      unmark();
    }
  });
  part("unmark").addEventListener("click", () => {
    unmark();
    part("note").focus({ preventScroll: true });
  });

  // Arrow keys and Escape, while words are marked. Says whether the key was one of them.
  function press(event) {
    if (!isMarking() || event.target.closest("input:not([type=checkbox]), select, textarea, summary")) {
      return false;
    }
    const forward = text.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "Escape") {
      unmark();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      grow(event.key === forward ? 1 : -1, event.shiftKey);
    } else {
      return false;
    }
    return true;
  }

  function begin() {
    if (ticked().length) {
      mark(ticked());
    }
    paint();
  }

  return {
    begin,
    give,
    isMarking,
    press,
    show,
    step,
    pieces: () => pieces,
    has: (code) => pending.every(({ start, end }) => marks.some((one) => one.code === code && one.start === start && one.end === end)),
    typed: () => marks.map(({ code, start, end }) => `${code}:${start}:${end}`),
  };
}
