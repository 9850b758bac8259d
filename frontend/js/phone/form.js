// The form of one conversation as data: what a draft keeps, what is sent, and one more note.
import { keptBecause } from "./checking.js";

const MOST_NOTES = 12;

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

export function addNote(section) {
  const boxes = section.querySelectorAll("[data-note]");
  const [was, will] = [`note-${section.dataset.section}-0-`, `note-${section.dataset.section}-${boxes.length}-`];
  const box = boxes[0].cloneNode(true);
  for (const one of box.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replaceAll(was, will));
    }
    if (one.matches('textarea, input[type="text"]')) one.value = "";
    if (one.matches('input[type="checkbox"]')) one.checked = false;
    if (one.matches('input[type="radio"]')) one.checked = one.defaultChecked;
  }
  boxes[boxes.length - 1].after(box);
  section.querySelector('[name^="count-"]').value = boxes.length + 1;
  section.querySelector('button[name="add"]').disabled = boxes.length + 1 >= MOST_NOTES;
  return box;
}

const value = (form, name) => form.elements[name]?.value ?? "";

// The day as 2026-11-16, or nothing when it is no day.
export function heldOn(form) {
  const part = (name) => value(form, name).trim().padStart(2, "0");
  const day = `${value(form, "held_on-year").trim()}-${part("held_on-month")}-${part("held_on-day")}`;
  const read = new Date(`${day}T00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : "";
}

function notesOf(section, words) {
  return [...section.querySelectorAll("[data-note]")].map((box) => {
    const field = (name) => box.querySelector(`[name$="-${name}"]`);
    return {
      prompt: section.dataset.prompt,
      text: field("text").value,
      voice: box.querySelector('[name$="-voice"]:checked')?.value ?? "",
      may_quote: field("may_quote").checked,
      may_evaluate: field("may_evaluate").checked,
      may_use_outside_ai: field("may_use_outside_ai").checked,
      slip: field("slip").value.trim(),
      kept_because: keptBecause(box, words),
    };
  });
}

export function itemOf(form) {
  const words = JSON.parse(form.dataset.marks);
  return {
    client_id: value(form, "client_id"),
    channel: value(form, "channel"),
    setting: value(form, "setting"),
    held_on: heldOn(form),
    ward: value(form, "ward"),
    language: value(form, "language"),
    was_interpreted: form.elements.was_interpreted?.checked ?? false,
    people_heard: Number.parseInt(value(form, "people_heard"), 10) || 0,
    notes: [...form.querySelectorAll("[data-section]")].flatMap((section) => notesOf(section, words)).filter((note) => note.text.trim()),
  };
}
