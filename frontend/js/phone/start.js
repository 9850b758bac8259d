// What every page of a listener does first: who is here, keep the pages for when there is no signal, send what waits.
import { configOf, endEditing, flush, keepConfig, lettersOf, NotSent, othersWaiting, refresh } from "./outbox.js";
import { kept } from "./store.js";

const OLD_DAYS = 3; // some browsers clear what a site keeps after seven days without a visit
const SHORT_OF_SPACE = 5_000_000; // bytes
const DAY = 86_400_000;

// Read off the page: {area, link, box, csrf, states, editing, addresses, pages, worker, scope}.
export function configOnPage() {
  const at = document.getElementById("phone")?.dataset;
  return at?.config ? JSON.parse(at.config) : null;
}

export const isAble = () => Boolean(globalThis.isSecureContext && globalThis.indexedDB && crypto.subtle && crypto.randomUUID);

// Says whether the link is still good, as far as the server could be asked.
async function keepPages(config) {
  if (!("serviceWorker" in navigator) || !globalThis.caches) return true;
  await navigator.serviceWorker.register(config.worker, { scope: config.scope });
  const name = `pages-${config.area}`;
  const before = await configOf(config.area);
  if (before && before.link !== config.link) await caches.delete(name); // pages of another listener
  for (const form of document.querySelectorAll("form.app-language")) {
    form.addEventListener("submit", () => void caches.delete(name)); // they are in the language of before
  }
  const cache = await caches.open(name);
  const answers = await Promise.all(
    config.pages.map(async (page) => {
      const answer = await fetch(page, { credentials: "same-origin" }).catch(() => null);
      if (answer?.ok && !answer.redirected) await cache.put(page, answer);
      return answer;
    }),
  );
  if (!answers.some(Boolean)) return before?.isOpen ?? true;
  return !answers.some((answer) => answer?.redirected || answer?.status === 403);
}

let retries = 0;
let timer = 0;

// Sends what waits and tells `told({arrived, why, words})`; tries again by itself while there is no signal.
export async function send(config, told = () => {}) {
  clearTimeout(timer);
  try {
    await endEditing(config.area);
    const arrived = await flush(config);
    retries = 0;
    await told({ arrived });
    await refresh(config).catch(() => {});
    await told({ arrived: 0 });
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    if (error.why === "signal") {
      retries += 1;
      const wait = Math.min(300_000, 1000 * 2 ** retries) * (0.5 + Math.random());
      timer = setTimeout(() => send(config, told), wait);
    }
    await told({ arrived: 0, why: error.why, words: error.words });
  }
}

// What this phone should warn of: how many wait, since when, whether space is short, whether another's letters lie here.
export async function standing(config) {
  const letters = await lettersOf(config.area, config.link);
  const waiting = letters.filter((row) => row.state === "waiting" || row.state === "editing");
  const oldest = Math.min(...waiting.map((row) => row.written_at));
  const room = await navigator.storage?.estimate?.().catch(() => null);
  return {
    letters,
    waiting: waiting.length,
    oldest: waiting.length ? new Date(oldest) : null,
    isOld: waiting.length > 0 && Date.now() - oldest > OLD_DAYS * DAY,
    isFull: Boolean(room?.quota && room.quota - room.usage < SHORT_OF_SPACE),
    others: await othersWaiting(config.area, config.link),
    hasPin: Boolean(await kept(config.area, "pin")),
  };
}

// A report of risk that waits is said on every page of the listener, until the server has it.
async function warnOfRisk(config) {
  const waits = (await lettersOf(config.area, config.link)).some((row) => row.kind === "risk");
  const box = document.getElementById("risk-waits");
  if (box) box.hidden = !waits;
  else if (waits) document.getElementById("unsent")?.removeAttribute("hidden"); // the page of reports has its own
}

// What waits cannot go through this link any more, as the server or (with no signal) its last day says: whom to see.
function sayWhomToSee({ arrived, why }, { over }) {
  const isOver = why === "refused" || why === "closed" || (why === "signal" && new Date().toISOString().slice(0, 10) > over?.until);
  const box = document.getElementById("link-over");
  if (box && (why || arrived)) box.hidden = !isOver;
}

export async function start(config, toldPage) {
  let isRefused = false; // the server said why, in words: "open your link again", heard a moment later, must not stand over them
  let isOver = false;
  const told = async (news) => {
    isRefused ||= news.why === "refused";
    isOver ||= ["closed", "refused"].includes(news.why);
    if (isOver) await keepConfig({ ...config, isOpen: false }).catch(() => {}); // first: the kept page is not shown again
    sayWhomToSee(news, config);
    await warnOfRisk(config);
    if (!(isRefused && news.why === "closed")) await toldPage(news);
  };
  keepPages(config)
    .catch(() => true) // without a worker the pages still work, with a signal
    .then(async (isOpen) => {
      await keepConfig({ ...config, isOpen: isOpen && !isOver });
      if (!isOpen) await told({ arrived: 0, why: "closed" });
    })
    .catch(() => {}); // a full phone: what is typed says so itself
  navigator.storage?.persist?.().catch(() => {});
  const again = () => send(config, told);
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  navigator.serviceWorker?.addEventListener("message", (event) => event.data === "flushed" && told({ arrived: 0 }));
  await again();
}

export function sendLater() {
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
}
