// The outbox: letters that wait, sent on save, on opening, when the signal comes back, by a button and by background
// sync. Only what the server names is let go; an answer that was lost means the same letter again, and the server
// knows it. Runs in pages and in the service worker.
import { all, change, get, keep, kept, put, remove } from "./store.js";

const BATCH = 20;
const SAME = { credentials: "same-origin", cache: "no-store", redirect: "error" };
const patience = () => AbortSignal.timeout?.(20_000);

export class NotSent extends Error {
  // why: "signal", "closed" (open the link again), "refused" (the server says no, in words), "other" (another link)
  constructor(why, words = "") {
    super(why);
    this.why = why;
    this.words = words;
  }
}

export async function writeLetter(area, letter) {
  await put(area, "letters", { state: "waiting", problems: [], written_at: Date.now(), ...letter });
}

export async function lettersOf(area, link) {
  const rows = (await all(area, "letters")).filter((row) => row.link === link);
  return rows.sort((a, b) => b.written_at - a.written_at);
}

export async function othersWaiting(area, link) {
  return (await all(area, "letters")).filter((row) => row.link !== link && row.state === "waiting").length;
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...SAME, signal: patience(), ...options });
  } catch {
    throw new NotSent("signal");
  }
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  if (answer.status === 401) throw new NotSent("closed");
  if (answer.status === 409) throw new NotSent("other", body.detail);
  if (answer.status === 403 && body.detail) throw new NotSent("refused", body.detail);
  throw new NotSent("signal");
}

const post = (address, token, body) =>
  ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });

async function settle(area, row, result) {
  if (result.outcome === "created" || result.outcome === "duplicate") {
    await remove(area, "drafts", row.client_id);
    if (row.kind === "conversation") {
      await change(area, "letters", row.client_id, { state: "sent", sealed: null, problems: [], sent_at: Date.now() });
    } else {
      await remove(area, "letters", row.client_id);
    }
    return 1;
  }
  await change(area, "letters", row.client_id, { state: "attention", problems: result.problems ?? [] });
  return 0;
}

// One tab or worker at a time, where the browser can say so; two at once do no harm, only work twice.
const alone = (work) => (navigator.locks ? navigator.locks.request("listens-outbox", work) : work());

// `config` is {area, link, csrf, addresses: {conversation, contact, card, ...}}. Gives how many arrived. Raises NotSent.
export function flush(config) {
  return alone(async () => {
    const { area, link } = config;
    const waiting = (await lettersOf(area, link)).filter((row) => row.state === "waiting").reverse();
    if (!waiting.length) return 0;
    const given = await ask(config.csrf); // the token in a page that waited is stale
    if (given.link !== link) throw new NotSent(given.link ? "other" : "closed");
    let arrived = 0;
    const conversations = waiting.filter((row) => row.kind === "conversation");
    for (let at = 0; at < conversations.length; at += BATCH) {
      const some = conversations.slice(at, at + BATCH);
      const items = some.map(({ client_id, sealed }) => ({ client_id, sealed }));
      const { results } = await post(config.addresses.conversation, given.token, { schema_version: 1, link, items });
      const byId = new Map(results.map((result) => [result.client_id, result]));
      for (const row of some) if (byId.has(row.client_id)) arrived += await settle(area, row, byId.get(row.client_id));
    }
    for (const row of waiting.filter((one) => one.kind !== "conversation")) {
      const { client_id, sealed } = row;
      const result = await post(config.addresses[row.kind], given.token, { schema_version: 1, link, client_id, sealed });
      arrived += await settle(area, row, result);
    }
    return arrived;
  });
}

// What became of what was sent: accepted, needs attention, set aside.
export async function refresh(config) {
  const { area, link } = config;
  const sent = (await lettersOf(area, link)).filter((row) => ["sent", "needs"].includes(row.state));
  if (!sent.length || !config.states) return;
  const { token } = await ask(config.csrf);
  const client_ids = sent.slice(0, 200).map((row) => row.client_id);
  const { states } = await post(config.states, token, { client_ids });
  const names = { received: "sent", attention: "needs", accepted: "accepted", set_aside: "aside" };
  for (const one of states) {
    if (names[one.state]) await change(area, "letters", one.client_id, { state: names[one.state], reason: one.reason ?? "" });
  }
}

// The time to change it is over: the readable copy goes, the sealed one waits on.
export async function endEditing(area) {
  const now = Date.now();
  for (const row of await all(area, "letters")) {
    if (row.edit_until && row.edit_until <= now) {
      await remove(area, "drafts", row.client_id);
      await change(area, "letters", row.client_id, { edit_until: 0, ...(row.state === "editing" ? { state: "waiting" } : {}) });
    }
  }
}

export const configOf = (area) => kept(area, "config");
export const keepConfig = (config) => keep(config.area, "config", config);
export const letterOf = (area, id) => get(area, "letters", id);
