// The pages for how to reach somebody and for who was there. With a signal the form posts itself; without one it
// becomes a letter of its own, sealed on this phone, with nothing in it that names a conversation.
import { writeLetter } from "./phone/outbox.js";
import { seal } from "./phone/seal.js";
import { configOnPage, isAble, sendLater, start } from "./phone/start.js";

const form = document.querySelector("form[data-kind]");
const config = configOnPage();

const CONTENT = {
  contact(data) {
    const kinds = data.getAll("offers");
    return {
      ...Object.fromEntries(["name", "email", "phone", "language"].map((name) => [name, data.get(name) ?? ""])),
      uses: ["told", "evaluation"].filter((use) => data.has(use)),
      offers: kinds.map((kind) => ({ kind, concern: data.get("concern") || null })),
    };
  },
  card(data) {
    const answers = [...data].filter(([name, value]) => value && !["csrfmiddlewaretoken", "link", "client_id", "ward"].includes(name));
    return { ward: data.get("ward") ?? "", answers: Object.fromEntries(answers) };
  },
};

const IS_COMPLETE = {
  contact: ({ name, email, phone, uses, offers }) => Boolean(name.trim() && (email.trim() || phone.trim()) && (uses.length || offers.length)),
  card: ({ answers }) => Object.keys(answers).length > 0,
};

// Whether the form can be posted now: there is a signal, and on a shared phone this link is still the one that is open.
async function canPost() {
  try {
    const answer = await fetch(config.csrf, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout?.(4000) });
    return answer.ok && (await answer.json()).link === config.link;
  } catch {
    return false;
  }
}

async function keep() {
  const kind = form.dataset.kind;
  const content = CONTENT[kind](new FormData(form));
  if (!IS_COMPLETE[kind](content)) {
    document.getElementById("people-state").textContent = form.dataset.missing;
    return;
  }
  const client_id = crypto.randomUUID(); // the one in a kept page may have been used before
  const sealed = await seal(config.area, config.box, { schema_version: 1, client_id, ...content });
  await writeLetter(config.area, { client_id, link: config.link, kind, title: form.dataset.title, sealed });
  sendLater();
  location.assign(form.dataset.list);
}

if (form && config && isAble()) {
  start(config, () => {}).catch(() => {});
  let isPosting = false;
  form.addEventListener("submit", async (event) => {
    if (isPosting) return;
    event.preventDefault();
    if (await canPost()) {
      isPosting = true;
      form.requestSubmit(event.submitter);
    } else await keep();
  });
}
