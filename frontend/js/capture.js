// Sends a conversation without leaving the page, so that nothing typed is lost when there is no signal. What people
// said stays in the form: it is never written to the browser's storage. Without this file the form posts itself.
const form = document.getElementById("capture");
const state = document.getElementById("capture-state");
const value = (name) => form.elements[name]?.value ?? "";

form.elements.client_id.value = crypto.randomUUID?.() ?? value("client_id");

function say(words) {
  state.textContent = words;
  state.scrollIntoView({ block: "nearest" });
}

const part = (name) => value(name).trim().padStart(2, "0");
function heldOn() {
  const day = `${value("held_on-year").trim()}-${part("held_on-month")}-${part("held_on-day")}`;
  const read = new Date(`${day}T00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : "";
}

function notesOf(section) {
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
    };
  });
}

function item() {
  return {
    client_id: value("client_id"),
    channel: value("channel"),
    setting: value("setting"),
    held_on: heldOn(),
    ward: value("ward"),
    language: value("language"),
    people_heard: Number.parseInt(value("people_heard"), 10) || 0,
    notes: [...form.querySelectorAll("[data-section]")].flatMap(notesOf).filter((note) => note.text.trim()),
  };
}

async function send(sent) {
  const same = { credentials: "same-origin", cache: "no-store", redirect: "error" };
  const given = await fetch(form.dataset.csrf, same); // the token in a page that waited is stale
  const { token } = await given.json();
  const answer = await fetch(form.dataset.sync, {
    ...same,
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ schema_version: 1, items: [sent] }),
    signal: AbortSignal.timeout(20_000),
  });
  if (answer.status === 401) return { outcome: "closed", problems: [] };
  const body = await answer.json();
  return answer.ok ? body.results[0] : { outcome: "refused", problems: [body.detail] };
}

let isSent = false;
form.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "add") return;
  event.preventDefault();
  const sent = item();
  if (!sent.notes.length) {
    form.querySelector("textarea").focus();
    return say(form.dataset.empty);
  }
  if (!sent.held_on) {
    form.elements["held_on-day"].focus();
    return say(form.dataset.undated);
  }
  say(form.dataset.sending);
  try {
    const result = await send(sent);
    if (result.outcome === "created" || result.outcome === "duplicate") {
      isSent = true;
      return location.assign(form.dataset.thanks);
    }
    say(result.outcome === "closed" ? form.dataset.closed : result.problems.join(" "));
  } catch {
    say(form.dataset.unsent);
  }
});

// One more note of the same prompt, without a journey to the server.
form.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="add"]');
  if (!button) return;
  event.preventDefault();
  const section = button.closest("[data-section]");
  const boxes = section.querySelectorAll("[data-note]");
  const count = section.querySelector('[name^="count-"]');
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
  count.value = boxes.length + 1;
  button.disabled = boxes.length + 1 >= 12;
  box.querySelector("textarea").focus();
});

addEventListener("beforeunload", (event) => {
  if (!isSent && item().notes.length) event.preventDefault();
});
