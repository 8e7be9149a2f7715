// Sending first, then reading: hello, each waiting form in the order she wrote them, then the day anew.

import * as outbox from "./outbox.js";
import * as store from "./store.js";

const PATIENCE = 20000; // milliseconds for one answer

/** One request; throws when there is no network or no answer. */
export async function ask(path, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.patience ?? PATIENCE);
  try {
    return await fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options, signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Who is signed in and what time it is there; ``null`` without a network. */
export async function hello(device) {
  const sent = Date.now();
  try {
    const answer = await ask(`/phone/hello/?device=${encodeURIComponent(device ?? "")}`);
    if (!answer.ok) return null;
    const said = await answer.json();
    const minutes = Math.round((Date.parse(said.now) - (sent + Date.now()) / 2) / 60000);
    return { ...said, minutes };
  } catch {
    return null;
  }
}

/** The key of this phone from the server. */
export async function know(device, token, label) {
  const body = new URLSearchParams({ device, label });
  const answer = await ask("/phone/device/", { method: "POST", body, headers: { "X-CSRFToken": token } });
  return answer.ok ? (await answer.json()).key : null;
}

/** Sends what waits. Gives ``offline``, ``sign-in``, ``other-worker``, ``given-up`` or ``done``. */
export async function push(key, lock, told) {
  if (!told) return "offline";
  if (!told.worker) return "sign-in";
  if (told.worker !== lock.worker) return "other-worker";
  for (const one of await outbox.all(key)) {
    if (one.state !== "to-send" || one.damaged) continue;
    const body = JSON.stringify({ device: lock.device, visit: one.visit, path: one.path, body: one.body });
    let answer;
    try {
      answer = await ask("/phone/upload/", { method: "POST", body, headers: { "X-CSRFToken": told.token, "Content-Type": "application/json" } });
    } catch {
      return "offline"; // perhaps written, perhaps not: it is sent again under the same number, and written once
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "sign-in";
    if (answer.status >= 500 || answer.status === 429) return "offline";
    const said = await answer.json().catch(() => null);
    if (!said) return "offline";
    await outbox.settle(key, one.visit, said.state, said.why);
  }
  return told.known ? "done" : "given-up";
}

/** Reads the day and its forms into the store. */
export async function pull(key) {
  const answer = await ask("/phone/pack/", { patience: 120000 });
  if (!answer.ok) return false;
  const said = await answer.json();
  await store.put("read", "pack", await store.seal(key, "pack", said));
  await store.put("meta", "contact", { at: Date.now(), days: said.days });
  return true;
}
