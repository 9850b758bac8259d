// What lies on this phone, in the browser's own database: drafts, letters, and what is kept (keys, settings).
// One database for each area. Every row of a draft or letter names the link it was written under.
const STORES = { drafts: "id", letters: "client_id", kept: "name" };
const opened = new Map();

function open(area) {
  if (!opened.has(area)) {
    const opening = new Promise((done, failed) => {
      const request = indexedDB.open(`listens-${area}`, 1);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
      };
      request.onerror = () => failed(request.error);
      request.onblocked = () => failed(new Error("blocked"));
      request.onsuccess = () => {
        const forget = () => opened.delete(area);
        request.result.onclose = forget; // Safari closes it now and then: open it again
        request.result.onversionchange = () => {
          request.result.close();
          forget();
        };
        done(request.result);
      };
    });
    opened.set(area, opening);
    opening.catch(() => opened.delete(area));
  }
  return opened.get(area);
}

// `work` gets the store and gives a request; the answer comes when the transaction is safely written.
async function inStore(area, name, mode, work) {
  for (let attempt = 1; ; attempt += 1) {
    const database = await open(area);
    try {
      return await new Promise((done, failed) => {
        const transaction = database.transaction(name, mode, { durability: "strict" });
        const request = work(transaction.objectStore(name));
        transaction.oncomplete = () => done(request?.result);
        transaction.onabort = transaction.onerror = () => failed(transaction.error ?? request?.error);
      });
    } catch (error) {
      if (error.name !== "InvalidStateError" || attempt > 2) throw error;
      opened.delete(area);
    }
  }
}

export const all = (area, name) => inStore(area, name, "readonly", (store) => store.getAll());
export const get = (area, name, key) => inStore(area, name, "readonly", (store) => store.get(key));
export const put = (area, name, row) => inStore(area, name, "readwrite", (store) => store.put(row));
export const remove = (area, name, key) => inStore(area, name, "readwrite", (store) => store.delete(key));

// Changes a row where it still is: nothing that another tab took away comes back.
export const change = (area, name, key, changes) =>
  inStore(area, name, "readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => {
      if (request.result) store.put({ ...request.result, ...changes });
    };
    return request;
  });

export async function kept(area, name) {
  return (await get(area, "kept", name))?.value;
}

export const keep = (area, name, value) => put(area, "kept", { name, value });
