// Writing a conversation down, with or without a signal. What is typed is kept as a draft on this phone; finished, it
// becomes a letter that the phone cannot read again (docs/adr/0007). Without this file the form posts itself.
import { dropDraft, isOpen, Locked, openWith, readDraft, saveDraft } from "./phone/drafts.js";
import { isChecked } from "./phone/checking.js";
import { addNote, emptyForNext, fill, heldOn, itemOf, oddSlip, typed } from "./phone/form.js";
import { onMode, showMode } from "./phone/modes.js";
import { letterOf, writeLetter } from "./phone/outbox.js";
import { screens } from "./phone/screens.js";
import { seal } from "./phone/seal.js";
import { configOnPage, isAble, send, sendLater, start } from "./phone/start.js";
import { change } from "./phone/store.js";

const form = document.getElementById("capture");
const state = document.getElementById("capture-state");
const words = form.dataset;
const config = configOnPage();
const MINUTE = 60_000;
const DAY = 86_400_000;
const PAUSE = 400; // milliseconds without a key before a draft is kept

function say(sentence, isProblem = false) {
  state.textContent = sentence;
  state.classList.toggle("app-note--wrong", isProblem);
  if (isProblem) state.scrollIntoView({ block: "nearest" });
}

// What the list of this phone calls it: the kind of conversation and its day, never what was said.
function title() {
  const kind = form.querySelector("[name=channel]:checked")?.labels[0].textContent.trim() ?? "";
  const day = heldOn(form);
  const shown = day && new Date(`${day}T12:00Z`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  return [kind, shown].filter(Boolean).join(", ");
}

const hasWords = () => itemOf(form).notes.length > 0;

async function keepDraft() {
  const id = form.elements.client_id.value;
  if (!hasWords() || isDone) return;
  try {
    await saveDraft(config.area, config.link, id, typed(form), title());
    history.replaceState(null, "", `#${id}`);
    say(words.kept);
  } catch (error) {
    say(error instanceof Locked ? words.locked : words.unkept, true);
  }
}

let isDone = false;
let pause = 0;
let keeping = Promise.resolve();
const keepSoon = () => {
  clearTimeout(pause);
  pause = setTimeout(() => (keeping = keeping.then(keepDraft)), PAUSE);
};

async function takeUp() {
  const id = location.hash.slice(1);
  if (!id) return;
  const pairs = await readDraft(config.area, config.link, id).catch(() => null);
  const letter = await letterOf(config.area, id);
  if (!pairs) return void history.replaceState(null, "", location.pathname);
  if (letter?.state === "waiting") await change(config.area, "letters", id, { state: "editing" });
  fill(form, pairs);
  showForm();
}

// The form as it is for this kind of conversation. Once one person of many is saved, the next follows from any screen.
function showForm() {
  showMode(form);
  const heard = Number(form.elements.heard.value);
  if (heard) form.querySelector(".app-screens").after(form.querySelector("[data-again]"));
  document.getElementById("heard").textContent = heard ? words.another.replace("%(n)s", heard) : "";
}

// What is missing, said at the screen where it is missing.
function missing(pages) {
  if (!hasWords()) {
    pages.show(0);
    form.querySelector("textarea").focus();
    return words.empty;
  }
  if (!heldOn(form)) {
    pages.showOf(form.elements["held_on-day"]);
    form.elements["held_on-day"].focus();
    return words.undated;
  }
  const slip = oddSlip(form);
  if (slip) {
    pages.showOf(slip);
    slip.focus();
    return words.slip;
  }
  const heard = form.elements.people_heard;
  if (!(Number.parseInt(heard.value, 10) > 0)) {
    pages.showOf(heard);
    heard.focus();
    return words.unheard;
  }
  return "";
}

async function finish(pages, isNext) {
  const wrong = missing(pages);
  if (wrong) return say(wrong, true);
  const marks = JSON.parse(words.marks);
  if (!isChecked(form, marks, keepSoon)) {
    document.querySelector("#marks h2").focus();
    return say(marks.left, true);
  }
  const content = { schema_version: 1, ...itemOf(form) };
  clearTimeout(pause);
  await keeping;
  const before = await letterOf(config.area, content.client_id);
  await writeLetter(config.area, {
    client_id: content.client_id,
    link: config.link,
    kind: "conversation",
    title: title(),
    edit_until: before?.edit_until || Date.now() + config.editing * MINUTE,
    sealed: await seal(config.area, config.box, content),
  });
  isDone = true;
  if (config.editing) await saveDraft(config.area, config.link, content.client_id, typed(form), title()).catch(() => {});
  else await dropDraft(config.area, content.client_id);
  sendLater();
  if (isNext) {
    emptyForNext(form);
    showForm();
    history.replaceState(null, "", location.pathname);
    isDone = false;
    pages.show(0);
    say("");
    document.getElementById("heard").scrollIntoView({ block: "start" });
    return void send(config, told);
  }
  say(words.sending);
  let outcome = {};
  await send(config, (told) => (outcome = { ...outcome, ...told, sent: outcome.sent || told.arrived > 0 }));
  const letter = await letterOf(config.area, content.client_id);
  location.assign(outcome.sent && letter?.state === "sent" ? words.thanks : words.list);
}

function askForPin() {
  const box = document.getElementById("pin-box");
  box.hidden = false;
  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await openWith(config.area, box.querySelector("input").value))) {
      box.querySelector("[role=status]").textContent = words.wrongpin;
      return;
    }
    box.hidden = true;
    await takeUp();
    keepSoon();
  });
}

// A page that was kept for days says the day it was made: move it on.
function setToday() {
  const here = (time) => Math.floor((time - new Date(time).getTimezoneOffset() * MINUTE) / DAY);
  const day = new Date(`${config.today}T12:00Z`);
  day.setUTCDate(day.getUTCDate() + Math.max(0, here(Date.now()) - here(config.made_at)));
  const parts = { day: day.getUTCDate(), month: day.getUTCMonth() + 1, year: day.getUTCFullYear() };
  for (const [name, value] of Object.entries(parts)) form.elements[`held_on-${name}`].value = value;
}

function told({ words: sentence, why }) {
  if (why === "refused") say(sentence, true);
  else if (why === "closed") say(words.closed, true);
}

async function begin() {
  for (const one of form.querySelectorAll("[data-plain]")) one.remove();
  form.elements.client_id.value = crypto.randomUUID(); // the one in a kept page may have been used before
  setToday();
  const pages = screens(form, words);
  showForm();
  onMode(form, showForm);
  if (await isOpen(config.area)) await takeUp();
  else askForPin();
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  addEventListener("pagehide", () => void keepDraft());
  let isBusy = false; // a double tap finishes once
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "add") return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    finish(pages, event.submitter?.name === "next")
      .catch(() => say(words.unkept, true))
      .finally(() => (isBusy = false));
  });
  await start(config, told);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="add"]');
  if (!button) return;
  event.preventDefault();
  addNote(button.closest("[data-section]")).querySelector("textarea").focus();
});

if (config && isAble()) begin().catch(() => say(words.unkept, true));
