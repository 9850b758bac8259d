// Seals a letter to the area's letterbox, so that this phone cannot read it again (docs/adr/0007; core/letterbox.py
// opens it). A key pair for one letter, P-256; HKDF-SHA256; AES-256-GCM; bound to the area and the letter's id.
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytes = (encoded) => Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
const utf8 = (words) => new TextEncoder().encode(words);
const CURVE = { name: "ECDH", namedCurve: "P-256" };

function long(buffer) {
  let packed = "";
  const all = new Uint8Array(buffer);
  for (let at = 0; at < all.length; at += 8192) packed += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(packed);
}

// `box` is {id, key} as the page has it; `content` any plain object with its client_id.
export async function seal(area, box, content) {
  const theirs = await crypto.subtle.importKey("raw", bytes(box.key), CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, once.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8("listens letter 1") },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = utf8(`${area} ${content.client_id}`);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, utf8(JSON.stringify(content)));
  return { key: box.id, by: text(await crypto.subtle.exportKey("raw", once.publicKey)), iv: text(iv), text: long(sealed) };
}
