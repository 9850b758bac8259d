// The form of one conversation as data: what a draft keeps, what is sent, and one more note.
import { keptBecause } from "./checking.js";
import { modeNow, TABLE } from "./modes.js";

const MOST_NOTES = 12; // of one question
const MOST_IN_ALL = 60; // as many as a conversation holds

// Every field that a person filled in, as [name, value] pairs; `fill` puts them back.
export function typed(form) {
  return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
}

export function fill(form, pairs) {
  const values = new Map(pairs);
  for (const section of form.querySelectorAll("[data-section]")) {
    const count = Number(values.get(`count-${section.dataset.section}`) ?? 1);
    while (section.querySelectorAll("[data-note]").length < count) addNote(section);
  }
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken") continue;
    if (field.type === "radio") field.checked = values.get(field.name) === field.value;
    else if (field.type === "checkbox") field.checked = values.has(field.name);
    else if (values.has(field.name)) field.value = values.get(field.name);
  }
}

// An empty box for a note of that number, made like the first one.
function blank(section, number) {
  const [was, will] = [`note-${section.dataset.section}-0-`, `note-${section.dataset.section}-${number}-`];
  const box = section.querySelector("[data-note]").cloneNode(true);
  if (number) box.querySelector("label").textContent = section.closest("form").dataset.more;
  for (const one of box.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replaceAll(was, will));
    }
    if (one.matches('textarea, input[type="text"]')) one.value = "";
    if (one.matches('input[type="checkbox"]')) one.checked = false;
    if (one.matches('input[type="radio"]')) one.checked = one.defaultChecked;
  }
  return box;
}

function count(section) {
  const form = section.closest("form");
  const isFull = form.querySelectorAll("[data-note]").length >= MOST_IN_ALL;
  section.querySelector('[name^="count-"]').value = section.querySelectorAll("[data-note]").length;
  for (const one of form.querySelectorAll("[data-section]")) {
    one.querySelector('button[name="add"]').disabled = isFull || one.querySelectorAll("[data-note]").length >= MOST_NOTES;
  }
}

export function addNote(section) {
  const boxes = section.querySelectorAll("[data-note]");
  const box = blank(section, boxes.length);
  boxes[boxes.length - 1].after(box);
  count(section);
  return box;
}

// For the next person: no words, no consent and no code of the last one stay; where it was, and in which language, do.
export function emptyForNext(form) {
  for (const section of form.querySelectorAll("[data-section]")) {
    const [first, ...more] = section.querySelectorAll("[data-note]");
    first.replaceWith(blank(section, 0));
    for (const box of more) box.remove();
    count(section);
  }
  form.elements.client_id.value = crypto.randomUUID();
  form.elements.heard.value = Number(form.elements.heard.value) + Number(form.elements.people_heard.value);
  form.elements.people_heard.value = 1;
  form.elements.was_interpreted.checked = false;
}

const value = (form, name) => form.elements[name]?.value ?? "";

// The day as 2026-11-16, or nothing when it is no day.
export function heldOn(form) {
  const part = (name) => value(form, name).trim().padStart(2, "0");
  const day = `${value(form, "held_on-year").trim()}-${part("held_on-month")}-${part("held_on-day")}`;
  const read = new Date(`${day}T00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : "";
}

function notesOf(section, words, sharedSlip) {
  return [...section.querySelectorAll("[data-note]")].map((box) => {
    const field = (name) => box.querySelector(`[name$="-${name}"]`);
    return {
      prompt: section.dataset.prompt,
      text: field("text").value,
      voice: box.querySelector('[name$="-voice"]:checked')?.value ?? "",
      may_quote: field("may_quote").checked,
      may_evaluate: field("may_evaluate").checked,
      may_use_outside_ai: field("may_use_outside_ai").checked,
      slip: field("slip").value.trim() || sharedSlip,
      kept_because: keptBecause(box, words),
    };
  });
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// Could this have been printed on a slip? Its last character is worked out of the others (listening/codes.py).
export function isSlip(code) {
  const typed = code.toUpperCase().replaceAll(/[-\s]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const places = [...typed].map((letter) => ALPHABET.indexOf(letter));
  if (places.length !== 10 || places.includes(-1)) return false;
  return places.slice(0, 9).reduce((sum, place, n) => sum + (n + 2) * place, 0) % 31 === places[9];
}

// The first box for a code that holds something else.
export function oddSlip(form) {
  const boxes = [...form.querySelectorAll('[name$="-slip"]'), ...(modeNow(form) === TABLE ? [form.elements.table_slip] : [])];
  return boxes.find((box) => box.value.trim() && !isSlip(box.value));
}

export function itemOf(form) {
  const words = JSON.parse(form.dataset.marks);
  const sharedSlip = modeNow(form) === TABLE ? value(form, "table_slip").trim() : "";
  return {
    client_id: value(form, "client_id"),
    channel: value(form, "channel"),
    setting: value(form, "setting"),
    held_on: heldOn(form),
    ward: value(form, "ward"),
    language: value(form, "language"),
    was_interpreted: form.elements.was_interpreted?.checked ?? false,
    people_heard: Number.parseInt(value(form, "people_heard"), 10) || 0,
    notes: [...form.querySelectorAll("[data-section]")].flatMap((section) => notesOf(section, words, sharedSlip)).filter((note) => note.text.trim()),
  };
}
