// A report of risk: says NOT SENT: RING NOW until the server has it, and keeps trying while the page is open. What was
// typed stays in the form; on the phone lies only a sealed letter of it, which is sent even when the page was closed.
// Without this file the form posts itself. On the page of a report that was sent, it looks from time to time whether
// somebody has read it.
import { writeLetter } from "./phone/outbox.js";
import { seal } from "./phone/seal.js";
import { configOnPage, isAble, sendLater, start } from "./phone/start.js";
import { remove } from "./phone/store.js";

const AGAIN = 5_000; // a report of risk does not wait long for its next try
const LOOK = 20_000;
const same = { credentials: "same-origin", cache: "no-store", redirect: "error" };
const form = document.getElementById("report");
const status = document.getElementById("report-status");
const config = isAble() ? configOnPage() : null;
if (config) start(config, () => {}).catch(() => {});

if (form) {
  const value = (name) => form.elements[name]?.value ?? "";
  const state = document.getElementById("report-state");
  let isTrying = false;
  let isSending = false;

  const content = () => ({
    schema_version: 1,
    client_id: value("client_id"),
    in_danger: { yes: true, no: false }[value("in_danger")] ?? null,
    ...Object.fromEntries(["what_happened", "who", "where", "done", "reach_me"].map((name) => [name, value(name)])),
  });

  function unsent(why) {
    const box = document.getElementById("unsent");
    document.getElementById("unsent-why").textContent = why;
    state.textContent = "";
    if (!box.hidden) return;
    box.hidden = false;
    box.scrollIntoView({ block: "start" });
  }

  async function send(report) {
    const { token } = await (await fetch(form.dataset.csrf, same)).json(); // the one in a page that waited is stale
    const answer = await fetch(form.dataset.send, {
      ...same,
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ ...report, link: value("link") }), // on a shared phone another may be open now
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 401) return { outcome: "closed", problems: [form.dataset.closed] };
    const body = await answer.json();
    return answer.ok ? body : { outcome: "refused", problems: [body.detail] };
  }

  // The title says nothing of whom or what.
  async function keepLetter(report) {
    if (!config) return;
    const sealed = await seal(config.area, config.box, report);
    await writeLetter(config.area, { client_id: report.client_id, link: config.link, kind: "risk", title: document.title.split(" – ")[0], sealed });
    sendLater();
  }

  async function attempt() {
    if (isSending) return;
    isSending = true;
    state.textContent = form.dataset.sending;
    try {
      const report = content();
      await keepLetter(report).catch(() => {});
      const result = await send(report);
      if (result.outcome === "created" || result.outcome === "duplicate") {
        isTrying = false;
        if (config) await remove(config.area, "letters", report.client_id).catch(() => {});
        location.assign(form.dataset.sent.replace("00000000-0000-0000-0000-000000000000", report.client_id));
        return;
      }
      if (result.outcome === "conflict") form.elements.client_id.value = crypto.randomUUID?.() ?? value("client_id");
      isTrying = result.outcome === "closed"; // what the server refuses has to be changed first
      unsent(result.problems.join(" "));
    } catch {
      unsent(form.dataset.trying);
    } finally {
      isSending = false;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const missing = ["in_danger", "what_happened", "reach_me"].find((name) => !value(name).trim());
    if (missing) {
      state.textContent = form.dataset.missing;
      form.querySelector(`[name="${missing}"]`).focus();
      return;
    }
    isTrying = true;
    attempt();
  });
  addEventListener("online", () => isTrying && attempt());
  setInterval(() => isTrying && attempt(), AGAIN);
  addEventListener("beforeunload", (event) => isTrying && event.preventDefault());
}

if (status && status.dataset.state !== "closed") {
  setInterval(async () => {
    try {
      const answer = await fetch(status.dataset.status, same);
      if (answer.ok && (await answer.json()).state !== status.dataset.state) location.reload();
    } catch {
      // no signal: the page says what it knew, and the numbers to ring stand below
    }
  }, LOOK);
}
