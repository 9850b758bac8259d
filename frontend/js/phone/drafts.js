// Drafts: what was typed and is not finished, under a key of this phone's own, or of a PIN where the listener set one.
// The phone's key cannot be copied out of the browser, but whoever may open the page may use it; the PIN stops the
// curious. Neither stops somebody who copies the phone and tries every PIN: the page says so.
import { all, get, keep, kept, put, remove } from "./store.js";

const ROUNDS = 310_000; // of PBKDF2-SHA256: about half a second on an old phone
const KNOWN = "listens";
let opened = null; // the PIN's key, for as long as this page is open

export class Locked extends Error {}

const aes = (usages) => [{ name: "AES-GCM", length: 256 }, false, usages];

async function ownKey(area) {
  const there = await kept(area, "device");
  if (there) return there;
  const made = await crypto.subtle.generateKey(...aes(["encrypt", "decrypt"]));
  await keep(area, "device", made);
  return (await kept(area, "device")) ?? made;
}

async function keyOf(pin, salt) {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, base, ...aes(["encrypt", "decrypt"]));
}

async function lock(key, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(content));
  return { iv, text: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, words) };
}

async function unlock(key, { iv, text }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, text)));
}

export const hasPin = async (area) => Boolean(await kept(area, "pin"));
export const isOpen = async (area) => !(await hasPin(area)) || opened !== null;

async function key(area) {
  if (!(await hasPin(area))) return ownKey(area);
  if (!opened) throw new Locked();
  return opened;
}

// Says whether the PIN was right.
export async function openWith(area, pin) {
  const { salt, check } = await kept(area, "pin");
  const tried = await keyOf(pin, salt);
  try {
    await unlock(tried, check);
  } catch {
    return false;
  }
  opened = tried;
  return true;
}

// Sets, changes or (empty) takes away the PIN; every draft is locked anew. Needs the drafts open.
export async function setPin(area, pin) {
  const drafts = await Promise.all((await all(area, "drafts")).map(async (row) => [row, await unlock(await key(area), row)]));
  let next = await ownKey(area);
  let pinRow = null;
  if (pin) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    next = await keyOf(pin, salt);
    pinRow = { salt, check: await lock(next, KNOWN) };
  }
  const locked = await Promise.all(drafts.map(async ([row, content]) => ({ ...row, ...(await lock(next, content)) })));
  await keep(area, "pin", pinRow);
  opened = pin ? next : null;
  for (const row of locked) await put(area, "drafts", row);
}

// A forgotten PIN: what it locked is gone; finished letters are not.
export async function forgetPin(area) {
  for (const row of await all(area, "drafts")) await remove(area, "drafts", row.id);
  await keep(area, "pin", null);
  opened = null;
}

// `title` is what the list shows: never words of the conversation.
export async function saveDraft(area, link, id, content, title) {
  await put(area, "drafts", { id, link, title, changed_at: Date.now(), ...(await lock(await key(area), content)) });
}

export async function readDraft(area, link, id) {
  const row = await get(area, "drafts", id);
  return row && row.link === link ? unlock(await key(area), row) : null;
}

export async function draftsOf(area, link) {
  const rows = (await all(area, "drafts")).filter((row) => row.link === link);
  return rows.sort((a, b) => b.changed_at - a.changed_at);
}

export const dropDraft = (area, id) => remove(area, "drafts", id);
