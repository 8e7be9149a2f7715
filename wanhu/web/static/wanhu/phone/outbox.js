// What she recorded: kept, encrypted, until the server has said that it took it. Only she deletes what was not taken. Beside it what she has begun.

import * as store from "./store.js";

const FORMAT = 1; // written into each record, so that a later version of the shell knows how to read an older one
const same = (one, other) => one.iv.length === other.iv.length && one.iv.every((byte, place) => byte === other.iv[place]); // a fresh nonce each time

/** Keeps a form; resolves when it is on the disk. ``order`` counts on whatever the clock says. */
export async function keep(key, record) {
  const { visit, path, body, title, made } = record;
  const sealed = await store.seal(key, visit, { path, body, title, made });
  const order = 1 + Math.max(0, ...(await store.all("outbox")).map((row) => row.order ?? 0));
  await store.change("outbox", visit, (row) => ({ visit, format: FORMAT, state: "to-send", why: null, made, order: row?.order ?? order, tried: row?.tried ?? false, ...sealed }));
}

/** Everything that is kept, in the order of writing; ``damaged`` where a record can no longer be opened. */
export async function all(key) {
  const rows = (await store.all("outbox")).sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.made - b.made);
  return Promise.all(rows.map(async (row) => {
    const why = row.why ? await store.unseal(key, row.visit + "-why", row.why).catch(() => []) : [];
    try {
      return { ...row, why, ...(await store.unseal(key, row.visit, row)) };
    } catch {
      return { ...row, why, damaged: true, title: "" };
    }
  }));
}

/** Before sending: from now on the server may have it. False when it was taken back or written anew since. */
export async function trying(sent) {
  const row = await store.change("outbox", sent.visit, (row) => (row && same(row, sent) ? { ...row, tried: true } : row));
  return Boolean(row && same(row, sent));
}

/** What became of the form that was sent. A taken one leaves the phone; what she wrote anew meanwhile stays, to be sent in its turn. */
export async function settle(key, sent, state, why = []) {
  const words = await store.seal(key, sent.visit + "-why", why);
  await store.change("outbox", sent.visit, (row) => {
    if (!row || !same(row, sent)) return row;
    return state === "taken" || state === "already" ? undefined : { ...row, state: "refused", kind: state, why: words };
  });
}

export const drop = (visit) => store.remove("outbox", visit);

/** Takes back what was never sent: ``undone``; ``tried`` when the server may have it already; ``sent`` when it is gone. */
export async function takeBack(visit) {
  let said = "sent";
  await store.change("outbox", visit, (row) => {
    if (row) said = row.tried ? "tried" : "undone";
    return row && !row.tried ? undefined : row;
  });
  return said;
}

/** How many wait and how many need her; with the key also those that can no longer be opened. */
export async function count(key) {
  const rows = key ? await all(key) : await store.all("outbox");
  const refused = rows.filter((row) => row.state === "refused" || row.damaged).length;
  return { waiting: rows.length - refused, refused };
}

/** What she has typed so far in the form of a task; ``number`` is its place among what is begun. */
export async function begun(key, number, said) {
  await store.put("drafts", number, await store.seal(key, number, said));
}

/** Everything begun: number, path, title, when (``made``), body. */
export async function drafts(key) {
  const numbers = await store.keys("drafts");
  const rows = await Promise.all(numbers.map(async (number) => store.unseal(key, number, await store.get("drafts", number)).then((said) => ({ ...said, number })).catch(() => null)));
  return rows.filter(Boolean).sort((a, b) => a.made - b.made);
}

export const finished = (number) => store.remove("drafts", number);
