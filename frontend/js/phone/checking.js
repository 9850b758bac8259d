// Before a conversation is finished: what may point at somebody is shown, to be taken out or kept with a reason.
import { find } from "./marks.js";

const AROUND = 40; // letters of context on each side, in whole words

function before(text, start) {
  const from = Math.max(0, start - AROUND);
  const words = text.slice(from, start);
  return from ? `… ${words.slice(words.indexOf(" ") + 1)}` : words;
}

function after(text, end) {
  const words = text.slice(end, end + AROUND);
  return end + AROUND < text.length ? `${words.slice(0, words.lastIndexOf(" ") + 1)}…` : words;
}

// `kept` remembers, for each note's box, what stays and why.
const kept = new WeakMap();

const reasonsOf = (box) => kept.get(box) ?? new Map();

export function keptBecause(box, words) {
  const said = [...reasonsOf(box)].filter(([words_]) => box.querySelector("textarea").value.includes(words_));
  return [...new Set(said.map(([, { kind, reason }]) => `${words[kind]}: ${reason}`))].join("; ").slice(0, 200);
}

function unanswered(form, known) {
  return [...form.querySelectorAll("[data-note]")].flatMap((box) => {
    const text = box.querySelector("textarea").value;
    return find(text, known)
      .map((mark) => ({ ...mark, box, text, words: text.slice(mark.start, mark.end) }))
      .filter((mark) => !reasonsOf(box).has(mark.words));
  });
}

// True when nothing is left to look at; else the marks are shown.
export function isChecked(form, words, onChange) {
  const place = document.getElementById("marks");
  const known = new Set([...form.elements.ward.options].flatMap((one) => one.text.toLowerCase().split(/[^\p{L}'’-]+/u)));
  for (const group of form.elements.ward.querySelectorAll("optgroup")) {
    for (const word of group.label.toLowerCase().split(/[^\p{L}'’-]+/u)) known.add(word);
  }
  const marks = unanswered(form, known);
  place.hidden = marks.length === 0;
  const list = place.querySelector("[data-found]");
  list.replaceChildren(...marks.map((mark) => asked(mark)));
  return marks.length === 0;

  function asked(mark) {
    const made = place.querySelector("template").content.firstElementChild.cloneNode(true);
    const set = (name, text) => (made.querySelector(`[data-of="${name}"]`).textContent = text);
    set("kind", words[mark.kind]);
    set("before", before(mark.text, mark.start));
    set("words", mark.words);
    set("after", after(mark.text, mark.end));
    const done = () => {
      onChange();
      const was = [...list.children].indexOf(made);
      isChecked(form, words, onChange);
      (list.children[Math.min(was, list.children.length - 1)]?.querySelector("button") ?? document.querySelector("[data-last] button")).focus();
    };
    made.querySelector("[data-out]").addEventListener("click", () => {
      const field = mark.box.querySelector("textarea");
      field.value = field.value.slice(0, mark.start) + words.out + field.value.slice(mark.end);
      done();
    });
    made.querySelector("[data-stay]").addEventListener("click", () => {
      const reason = made.querySelector("select").value;
      if (!reason) {
        made.querySelector("[role=status]").textContent = words.why;
        made.querySelector("select").focus();
        return;
      }
      kept.set(mark.box, new Map(reasonsOf(mark.box)).set(mark.words, { kind: mark.kind, reason }));
      done();
    });
    return made;
  }
}
