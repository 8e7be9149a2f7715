// What she recorded: kept, encrypted, until the server has said that it took it. Only she deletes what was not taken.

import * as store from "./store.js";

const FORMAT = 1; // written into each record, so that a later version of the shell knows how to read an older one

/** Keeps a form; resolves when it is on the disk. */
export async function keep(key, record) {
  const { visit, path, body, title, made } = record;
  const sealed = await store.seal(key, visit, { path, body, title, made });
  await store.put("outbox", visit, { visit, format: FORMAT, state: "to-send", why: null, made, ...sealed });
}

/** Everything that is kept, oldest first; ``damaged`` where a record can no longer be opened. */
export async function all(key) {
  const rows = (await store.all("outbox")).sort((a, b) => a.made - b.made);
  return Promise.all(rows.map(async (row) => {
    const why = row.why ? await store.unseal(key, row.visit + "-why", row.why).catch(() => []) : [];
    try {
      return { ...row, why, ...(await store.unseal(key, row.visit, row)) };
    } catch {
      return { ...row, why, damaged: true, title: "" };
    }
  }));
}

/** What became of a form. Taken ones leave the phone. */
export async function settle(key, visit, state, why = []) {
  if (state === "taken" || state === "already") return store.remove("outbox", visit);
  const row = await store.get("outbox", visit);
  if (row) await store.put("outbox", visit, { ...row, state: "refused", kind: state, why: await store.seal(key, visit + "-why", why) });
}

export const drop = (visit) => store.remove("outbox", visit);

/** How many wait, without opening them. */
export const count = async () => {
  const rows = await store.all("outbox");
  return { waiting: rows.filter((row) => row.state === "to-send").length, refused: rows.filter((row) => row.state === "refused").length };
};
