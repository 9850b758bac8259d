// What is on this phone: drafts and letters of the link that is open, what became of them, and what can be done.
import { draftsOf, dropDraft, forgetPin, isOpen, openWith, setPin } from "./phone/drafts.js";
import { letterOf, writeLetter } from "./phone/outbox.js";
import { configOnPage, isAble, send, standing, start } from "./phone/start.js";
import { change, remove } from "./phone/store.js";

const config = configOnPage();
const page = document.getElementById("phone-list");
const list = page.querySelector("[data-rows]");
const row = page.querySelector("template");
const words = JSON.parse(page.dataset.words);
const say = (sentence) => (page.querySelector("#phone-state").textContent = sentence);
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const language = document.documentElement.lang;
const when = (time) => new Date(time).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });

function shown(one) {
  const made = row.content.firstElementChild.cloneNode(true);
  const set = (name, text) => (made.querySelector(`[data-of="${name}"]`).textContent = text);
  set("title", one.title || words.untitled);
  set("state", one.kind === "risk" ? words.ring_now : words[`state_${one.state}`]);
  set("when", when(one.at));
  set("why", [...(one.problems ?? []), one.reason ?? ""].filter(Boolean).join(" "));
  made.dataset.state = one.state;
  const open = made.querySelector("[data-open]");
  open.hidden = !one.isReadable;
  open.href = `${page.dataset.capture}#${one.id}`;
  open.textContent = one.state === "draft" ? words.go_on : words.change;
  made.querySelector("[data-answer]").hidden = one.state !== "needs";
  const take = made.querySelector("[data-remove]");
  const sure = made.querySelector("[data-sure]");
  take.setAttribute("aria-label", `${take.textContent}: ${one.title || words.untitled}`);
  take.addEventListener("click", () => {
    take.hidden = true;
    sure.hidden = false;
    sure.querySelector("p").textContent = one.isUnsent ? words.lost : words.listed;
    sure.querySelector("button").focus();
  });
  const [yes, no] = sure.querySelectorAll("button");
  yes.addEventListener("click", async () => {
    await dropDraft(config.area, one.id);
    await remove(config.area, "letters", one.id);
    say(words.removed);
    await draw();
  });
  no.addEventListener("click", () => {
    sure.hidden = true;
    take.hidden = false;
    take.focus();
  });
  return made;
}

let lastDrawn = "";

async function draw() {
  const now = await standing(config);
  const drafts = await draftsOf(config.area, config.link);
  const letterIds = new Set(now.letters.map((letter) => letter.client_id));
  const draftIds = new Set(drafts.map((draft) => draft.id));
  const rows = [
    ...drafts
      .filter((draft) => !letterIds.has(draft.id))
      .map((draft) => ({ id: draft.id, title: draft.title, at: draft.changed_at, state: "draft", isReadable: true, isUnsent: true })),
    ...now.letters.map((letter) => ({
      ...letter,
      id: letter.client_id,
      at: letter.written_at,
      isReadable: draftIds.has(letter.client_id) && ["waiting", "editing"].includes(letter.state),
      isUnsent: Boolean(letter.sealed),
    })),
  ];
  const drawn = JSON.stringify(rows.map(({ sealed, ...row }) => row));
  if (drawn !== lastDrawn) list.replaceChildren(...rows.map(shown)); // else an open question would close
  lastDrawn = drawn;
  part("empty").hidden = rows.length > 0;
  part("send").hidden = now.waiting === 0;
  part("write").classList.toggle("nhsuk-button--secondary", now.waiting > 0); // what waits comes first
  part("copy").hidden = !now.letters.some((letter) => letter.sealed);
  part("others").hidden = now.others === 0;
  part("old").hidden = !now.isOld;
  part("full").hidden = !now.isFull;
  part("unsent").hidden = now.waiting + drafts.length === 0;
  if (now.oldest) part("since").textContent = words.since.replace("%(when)s", when(now.oldest));
  part("since").hidden = !now.oldest;
  part("pin-set").hidden = now.hasPin;
  part("pin-off").hidden = !now.hasPin;
  part("pin-open").hidden = await isOpen(config.area);
}

async function told({ arrived, why, words: sentence }) {
  if (arrived) say(words.sent.replace("%(n)s", arrived));
  else if (why) say(sentence || words[`why_${why}`]);
  await draw();
}

// A copy holds sealed letters only: whoever finds the file can read nothing in it.
async function saveCopy() {
  const letters = (await standing(config)).letters.filter((letter) => letter.sealed);
  const copy = { listens_copy: 1, area: config.area, link: config.link, letters };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(copy)], { type: "application/json" }));
  link.download = page.dataset.file;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function loadCopy(file) {
  const copy = JSON.parse(await file.text());
  if (copy.listens_copy !== 1 || copy.area !== config.area || copy.link !== config.link || !Array.isArray(copy.letters)) {
    throw new Error("not a copy of this link");
  }
  for (const letter of copy.letters) {
    const { client_id, kind, title, written_at, sealed } = letter;
    if (typeof client_id !== "string" || !(kind in config.addresses) || !sealed || (await letterOf(config.area, client_id))) continue;
    await writeLetter(config.area, { client_id, link: config.link, kind, title: String(title ?? ""), written_at: Number(written_at), sealed });
  }
}

const onSubmit = (name, work) =>
  part(name).addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = event.target.querySelector("input");
    say(await work(box?.value ?? ""));
    if (box) box.value = "";
    await draw();
  });

async function begin() {
  part("unable").hidden = true;
  page.hidden = false;
  part("send").addEventListener("click", async () => {
    say(words.sending);
    for (const letter of (await standing(config)).letters) {
      if (letter.state === "editing") await change(config.area, "letters", letter.client_id, { state: "waiting" });
    }
    await send(config, told);
  });
  part("copy").addEventListener("click", saveCopy);
  part("load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    say(await loadCopy(file).then(() => words.loaded, () => words.no_copy));
    event.target.value = "";
    await send(config, told);
  });
  onSubmit("pin-open", async (pin) => ((await openWith(config.area, pin)) ? words.opened : words.wrong_pin));
  onSubmit("pin-set", async (pin) => {
    if (!/^\S{4,}$/.test(pin)) return words.short_pin;
    await setPin(config.area, pin);
    return words.pin_set;
  });
  onSubmit("pin-off", async () => {
    if (await isOpen(config.area)) await setPin(config.area, "");
    else await forgetPin(config.area);
    return words.pin_off;
  });
  await draw();
  await start(config, told);
}

if (config && isAble()) begin().catch(() => (part("unable").hidden = false));
