// The lock: a random key for the data, wrapped by a key from her PIN, and once more by a key that the server holds for this phone.
// The first opens the store without a network; the second when the PIN is forgotten, after signing in.

import * as store from "./store.js";

const ROUNDS = 600000;
export const TRIES = 10;

async function fromPin(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const fromServer = (text) => crypto.subtle.importKey("raw", Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);
const usable = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

async function wrap(key, raw) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, raw) };
}

const unwrap = (key, wrapped) => crypto.subtle.decrypt({ name: "AES-GCM", iv: wrapped.iv }, key, wrapped.data);

/** Makes the store: gives its key. ``recovery``: the server's key for this phone. Rejects when another page of this phone was quicker. */
export async function create(pin, device, worker, recovery) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const byPin = await wrap(await fromPin(pin, salt), raw);
  const byServer = await wrap(await fromServer(recovery), raw);
  await store.add("meta", "lock", { device, worker, salt, byPin, byServer, wrong: 0 }); // never over another lock: what that one closes would be lost
  return usable(raw);
}

/** Before a record is kept: the lock that will open it lies beside it. Storage may have been cleared under an open page. Throws when it is another lock. */
export async function ensure(lock) {
  const there = await store.change("meta", "lock", (row) => row ?? { ...lock, wrong: 0 });
  if (there.device !== lock.device) throw new Error("another lock");
}

/** The key, or how many tries are left. After the last one what was read is deleted; what waits to be sent stays. */
export async function open(pin) {
  const lock = await store.get("meta", "lock");
  if (lock.wrong >= TRIES) return { left: 0 };
  await new Promise((done) => setTimeout(done, Math.min(8000, lock.wrong > 2 ? 250 * 2 ** (lock.wrong - 2) : 0)));
  try {
    const key = await usable(await unwrap(await fromPin(pin, lock.salt), lock.byPin));
    await store.put("meta", "lock", { ...lock, wrong: 0 });
    return { key };
  } catch {
    const wrong = lock.wrong + 1;
    await store.put("meta", "lock", { ...lock, wrong });
    if (wrong >= TRIES) await store.wipe();
    return { left: TRIES - wrong };
  }
}

/** A new PIN after signing in, with the server's key: nothing that waits is lost. */
export async function reopen(pin, recovery) {
  const lock = await store.get("meta", "lock");
  const raw = await unwrap(await fromServer(recovery), lock.byServer);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await store.put("meta", "lock", { ...lock, salt, byPin: await wrap(await fromPin(pin, salt), raw), wrong: 0 });
  return usable(raw);
}
