// The phone's store: IndexedDB, every record about a person encrypted (AES-GCM, a fresh nonce each). The key is only ever in this page's memory.

const NAME = "wanhu";
const TABLES = ["meta", "read", "outbox", "drafts"]; // read: the day and the forms; outbox: what waits to be sent; drafts: what she has begun
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 2);
    asked.onupgradeneeded = () => TABLES.filter((table) => !asked.result.objectStoreNames.contains(table)).forEach((table) => asked.result.createObjectStore(table));
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opened = null; };
      asked.result.onclose = () => { opened = null; }; // the browser cleared it
      resolve(asked.result);
    };
    asked.onerror = () => { opened = null; reject(asked.error); }; // the next one who asks tries again
  });
  return opened;
}

/** Runs one transaction and settles only when it is complete: what was put is on the disk then. */
async function run(table, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(table, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(table));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const get = (table, key) => run(table, "readonly", (store) => store.get(key));
export const put = (table, key, value) => run(table, "readwrite", (store) => store.put(value, key));
/** Puts only where nothing is; rejects where something is. */
export const add = (table, key, value) => run(table, "readwrite", (store) => store.add(value, key));
/** Reads and writes in one transaction: ``work`` gets what is there and gives what shall be (``undefined``: nothing). Resolves to what is there then. */
export const change = (table, key, work) => {
  let after;
  return run(table, "readwrite", (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      after = work(asked.result);
      if (after === undefined) store.delete(key);
      else if (after !== asked.result) store.put(after, key);
    };
  }).then(() => after);
};
export const remove = (table, key) => run(table, "readwrite", (store) => store.delete(key));
export const clear = (table) => run(table, "readwrite", (store) => store.clear());
export const keys = (table) => run(table, "readonly", (store) => store.getAllKeys());
export const all = (table) => run(table, "readonly", (store) => store.getAll());

const bytes = (text) => new TextEncoder().encode(text);

/** An object as a sealed record. ``name`` is bound into it, so that one record cannot be put in another's place. */
export async function seal(key, name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(name) }, key, bytes(JSON.stringify(value)));
  return { iv, data };
}

/** The object of a sealed record. Throws when a byte of it was changed. */
export async function unseal(key, name, sealed) {
  const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: bytes(name) }, key, sealed.data);
  return JSON.parse(new TextDecoder().decode(data));
}

/** Deletes what was read about people; what waits to be sent stays. */
export const wipe = () => clear("read");
