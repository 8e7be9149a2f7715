// Sending first, then reading: hello, each waiting form in the order she wrote them, then the day anew and the forms that changed.

import * as outbox from "./outbox.js";
import * as store from "./store.js";

const PATIENCE = 20000; // milliseconds for one answer
const TOGETHER = 10; // forms asked for at once
const STATES = ["taken", "already", "other", "refused"];

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

/** Sends what waits. Gives ``offline``, ``sign-in``, ``other-worker``, ``given-up`` or ``done``. ``unread``: the words where an answer cannot be read;
 * ``alarm`` is told what must be acted on now. */
export async function push(key, lock, told, unread, alarm) {
  if (!told) return "offline";
  if (!told.worker) return "sign-in";
  if (told.worker !== lock.worker) return "other-worker";
  for (const one of await outbox.all(key)) {
    if (one.state !== "to-send" || one.damaged || !(await outbox.trying(one))) continue;
    const body = JSON.stringify({ device: lock.device, visit: one.visit, path: one.path, body: one.body });
    let answer;
    try {
      answer = await ask("/phone/upload/", { method: "POST", body, headers: { "X-CSRFToken": told.token, "Content-Type": "application/json" } });
    } catch {
      return "offline"; // perhaps written, perhaps not: it is sent again under the same number, and written once
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "sign-in";
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return "offline";
    const said = await answer.json().catch(() => null);
    (said?.alerts ?? []).forEach(alarm);
    if (STATES.includes(said?.state)) await outbox.settle(key, one, said.state, said.why);
    else if (answer.ok) return "offline"; // somebody else answered, such as the sign-in page of a public network
    else await outbox.settle(key, one, "refused", [unread]); // this one cannot be taken as it is; those behind it can
  }
  return told.known ? "done" : "given-up";
}

/** The day, kept as soon as it is read. Gives the marks of the forms that belong to it, by path, or null. */
export async function pull(key, minutes) {
  const answer = await ask("/phone/day/", { patience: 60000 });
  if (!answer.ok) return null;
  const said = await answer.json();
  await store.put("read", "day", await store.seal(key, "day", said));
  await store.put("meta", "contact", { at: Date.now(), days: said.days, minutes });
  await store.remove("read", "pack"); // as an earlier version kept it
  return said.forms;
}

const FORM = "form ";

/** The kept page of a form, by its mark; null when it is not kept. */
export async function form(key, mark) {
  const sealed = mark && await store.get("read", FORM + mark);
  return sealed ? store.unseal(key, FORM + mark, sealed).catch(() => null) : null;
}

/** Reads the forms that are missing or have changed, a few at a time, each kept as it comes: a broken line costs only the last few.
 * ``marks``: by path, another one whenever the page would read differently. ``progress``: told how many of how many are there. */
export async function forms(key, token, marks, progress) {
  const due = new Set(Object.values(marks).map((mark) => FORM + mark));
  const there = new Set(await store.keys("read"));
  for (const name of there) if (name.startsWith(FORM) && !due.has(name)) await store.remove("read", name);
  const wanted = Object.keys(marks).filter((path) => !there.has(FORM + marks[path]));
  for (let start = 0; start < wanted.length; start += TOGETHER) {
    progress(Object.keys(marks).length - wanted.length + start, Object.keys(marks).length);
    if (!await fetchForms(key, token, marks, wanted.slice(start, start + TOGETHER))) return;
  }
}

/** Reads some forms now and keeps them; false when the server gives none. */
export async function fetchForms(key, token, marks, paths) {
  const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
  const answer = await ask("/phone/forms/", { method: "POST", body: JSON.stringify({ paths }), headers, patience: 60000 });
  if (!answer.ok) return false;
  for (const [path, page] of Object.entries((await answer.json()).forms)) {
    const name = FORM + marks[path];
    await store.put("read", name, await store.seal(key, name, page));
  }
  return true;
}
