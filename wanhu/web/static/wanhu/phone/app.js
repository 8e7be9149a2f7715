// The worker's phone: unlock, her day, a form, what waits. The list and the forms are the server's own pages, kept encrypted on this phone.

import * as lock from "./lock.js";
import * as outbox from "./outbox.js";
import { button, clock, element, note, show, state, word } from "./shell.js";
import * as store from "./store.js";
import * as sync from "./sync.js";

const IDLE = 10 * 60000;
const MARK = "wanhu-phone"; // outside the store, to notice that the store is gone
const here = { key: null, lock: null, pack: null, told: null, notes: [], saved: null, busy: false, idle: 0, last: null };
let watch = () => {};
import("../visit.js").then((module) => { watch = module.watch; }).catch(() => {});

async function begin() {
  here.lock = await store.get("meta", "lock");
  if (here.lock) return askPin();
  here.told = await sync.hello("");
  const lost = localStorage.getItem(MARK);
  return setUp(lost ? note("evicted") : null);
}

function pinBox(name) {
  return element("div", { class: "field short" }, element("label", { for: name }, word(name)),
    element("input", { id: name, type: "password", inputmode: "numeric", autocomplete: "off", minlength: "6", maxlength: "12" }));
}

/** First use, or after the store was cleared. Needs a network and a session, once. */
function setUp(warning = null) {
  state("", "");
  const told = here.told;
  if (!told?.worker) {
    const where = element("a", { class: "button full", href: "/sign-in/?next=/phone/" }, word("sign-in-button"));
    return show(element("h1", {}, word("set-up")), warning, element("p", {}, word("first-online")), told ? where : button("sync", begin));
  }
  const others = told.phones.length && !warning ? note("other-phones", { time: new Date(told.phones[0][2]).toLocaleString() }) : null;
  return choosePin("set-up", [warning, others, element("p", { class: "hint" }, word("set-up-why"))], async (pin) => {
    const device = crypto.randomUUID();
    const recovery = await sync.know(device, told.token, navigator.userAgent.slice(0, 60));
    if (!recovery) return note("no-answer");
    here.key = await lock.create(pin, device, told.worker, recovery);
    here.lock = await store.get("meta", "lock");
    localStorage.setItem(MARK, device);
    navigator.storage?.persist?.();
    return enter();
  });
}

function choosePin(title, before, done) {
  const problem = element("p", { class: "error", role: "alert" });
  const form = element("form", { class: "card" }, ...before.filter(Boolean), pinBox("pin"), pinBox("pin-again"), problem,
    element("div", { class: "actions" }, element("button", { class: "full" }, word("start"))));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [one, two] = ["pin", "pin-again"].map((name) => form.querySelector(`#${name}`).value);
    if (!/^\d{6,}$/.test(one)) problem.textContent = word("pin-short");
    else if (one !== two) problem.textContent = word("pin-differs");
    else problem.replaceChildren((await done(one)) ?? "");
  });
  show(element("h1", {}, word(title)), form);
}

async function askPin(message = "") {
  document.getElementById("lock").hidden = true;
  await tellState();
  const problem = element("p", { class: "error", role: "alert" }, message);
  const form = element("form", { class: "card" }, pinBox("pin"), problem,
    element("div", { class: "actions" }, element("button", { class: "full" }, word("open")), button("forgot", forgot, "secondary")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = await lock.open(form.querySelector("#pin").value);
    if (said.key) { here.key = said.key; return enter(); }
    problem.textContent = said.left ? word("pin-wrong", { n: said.left }) : word("pin-wiped");
    form.querySelector("#pin").value = "";
    return null;
  });
  show(element("h1", {}, word("pin")), form);
}

/** A new PIN with the server's key: only for the worker whose phone it is, signed in. */
async function forgot() {
  const told = await sync.hello(here.lock.device);
  if (!told?.worker) return askPin(word("forgot-online"));
  if (told.worker !== here.lock.worker) return askPin(word("other-worker"));
  const recovery = await sync.know(here.lock.device, told.token, "");
  if (!recovery) return askPin(word("no-answer"));
  return choosePin("new-pin", [], async (pin) => { here.key = await lock.reopen(pin, recovery); return enter(); });
}

function lockUp() {
  here.key = here.pack = null;
  here.notes = [];
  askPin();
}

async function enter() {
  document.getElementById("lock").hidden = false;
  const contact = await store.get("meta", "contact");
  if (contact && Date.now() - contact.at > contact.days * 86400000) {
    await store.wipe();
    here.notes = [note("too-old", { n: contact.days })];
  }
  await readPack();
  await list();
  await synchronise();
}

async function readPack() {
  const sealed = await store.get("read", "pack");
  here.pack = sealed ? await store.unseal(here.key, "pack", sealed).catch(() => null) : null;
}

/** Hello, push, pull; the state line follows. Never two at once. */
async function synchronise() {
  if (here.busy || !here.key) return;
  here.busy = true;
  try {
    state("", word("syncing"));
    here.told = await sync.hello(here.lock.device);
    here.last = await sync.push(here.key, here.lock, here.told);
    here.notes = here.notes.filter((one) => one.dataset?.once !== "no");
    if (here.told && Math.abs(here.told.minutes) > 10) here.notes = [note("clock", { n: Math.abs(here.told.minutes) })];
    if (here.last === "given-up") { await store.wipe(); here.pack = null; here.notes = [note("given-up")]; }
    if (here.last === "other-worker") here.notes = [note("other-worker")];
    if (here.last === "done" && await sync.pull(here.key).catch(() => false)) await readPack();
  } finally {
    here.busy = false;
  }
  if (document.querySelector("#screen [data-screen=list]")) await list();
  else await tellState();
}

async function tellState() {
  const { waiting, refused } = await outbox.count();
  const contact = await store.get("meta", "contact");
  if (refused) return state("failed", word("failed", { n: refused }), here.key ? showOutbox : null);
  if (here.last === "sign-in" && here.key) return state("waiting", word("sign-in", { n: waiting }), () => { location.href = "/sign-in/?next=/phone/"; });
  if (!here.told && here.key) return state("waiting", word("offline", { n: waiting }));
  if (waiting) return state("waiting", word("waiting", { n: waiting }));
  return state("", contact ? word("synced", { time: clock(contact.at) }) : "");
}

async function list() {
  const day = element("div", { "data-screen": "list" });
  const tools = element("p", { class: "tools" }, button("sync", synchronise, "secondary"), button("outbox", showOutbox, "secondary"));
  if (here.pack) day.innerHTML = here.pack.day; // our own server's page, kept encrypted and unchanged
  else day.append(element("p", { class: "empty" }, word("empty")));
  day.querySelectorAll("form, details").forEach((one) => one.remove());
  const kept = new Set((await outbox.all(here.key)).filter((one) => one.state === "to-send" && !one.damaged).map((one) => one.path));
  for (const link of day.querySelectorAll("a.who")) {
    const path = link.getAttribute("href");
    if (kept.has(path)) link.closest("li").remove();
    else link.addEventListener("click", (event) => { event.preventDefault(); openForm(path); });
  }
  day.querySelectorAll(".house").forEach((house) => { if (!house.querySelector("li")) house.remove(); });
  show(element("h1", {}, here.pack?.name ?? word("sync")), ...here.notes, await savedNow(), tools, day);
  await tellState();
}

const today = () => new Date(Date.now() + 60000 * (here.told?.minutes ?? 0) + 8 * 3600000).toISOString().slice(0, 10);

/** The kept form of one task, with a number of its own; ``again``: what was sent back, to be corrected under the same number. */
function openForm(path, again = null) {
  here.saved = null;
  const page = element("div", { "data-screen": "form" });
  const back = element("p", {}, button("back", () => list(), "plain"));
  if (!here.pack?.forms[path] && !again) return show(back, note("no-form"));
  page.innerHTML = here.pack?.forms[path] ?? "";
  if (!here.pack?.forms[path]) page.append(...written(again));
  const visit = again && again.kind !== "other" ? again.visit : crypto.randomUUID(); // a number that was taken is not used twice
  for (const form of page.querySelectorAll("form")) {
    form.querySelector("[name=csrfmiddlewaretoken]")?.remove();
    for (const box of form.querySelectorAll("[name=visit], [name=off-visit], [name=call]")) box.value = visit;
    for (const box of form.querySelectorAll("[name=happened], [name=off-happened]")) { box.value = today(); box.max = today(); }
    form.addEventListener("submit", (event) => { event.preventDefault(); save(form, event.submitter, path, visit, page, again); });
  }
  if (again) fill(page, new URLSearchParams(again.body));
  page.querySelectorAll("a[href^='/']").forEach((link) => link.removeAttribute("href"));
  const why = again?.why?.length ? element("div", { class: "error-summary", role: "alert" }, element("ul", {}, ...again.why.map((text) => element("li", {}, text)))) : null;
  watch(page);
  return show(back, why, page);
}

/** What she had typed, to be read off, where its form is no longer kept. */
function written(again) {
  const said = [...new URLSearchParams(again.body)].filter(([name, value]) => value && !["visit", "off-visit", "call", "form", "sure"].includes(name));
  return [element("h2", {}, again.title), element("dl", { class: "summary" }, ...said.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))))];
}

/** What she had typed, back in its boxes. */
function fill(page, said) {
  const which = { off: "off", call: "call" }[said.get("form")] ?? "";
  const form = [...page.querySelectorAll("form")].find((one) => (one.querySelector("[name=form]")?.value ?? "") === which);
  for (const box of form?.elements ?? []) {
    if (!box.name || box.type === "submit") continue;
    if (box.type === "checkbox" || box.type === "radio") box.checked = said.getAll(box.name).includes(box.value);
    else if (said.has(box.name)) box.value = said.get(box.name);
  }
}

/** On the disk first; only then does the task leave the list. */
async function save(form, pressed, path, visit, page, again) {
  const data = new FormData(form);
  if (pressed?.name) data.append(pressed.name, pressed.value);
  const title = [page.querySelector("h1")?.textContent, page.querySelector(".card strong")?.textContent].filter(Boolean).join(" · ");
  await outbox.keep(here.key, { visit, path, body: new URLSearchParams(data).toString(), title, made: Date.now() });
  if (again && again.visit !== visit) await outbox.drop(again.visit);
  const undo = button("undo", async () => { await outbox.drop(visit); here.saved = null; await list(); }, "secondary");
  here.saved = { visit, shown: element("div", { class: "success", role: "status" }, element("p", {}, word("saved")), undo) };
  await list();
  await synchronise();
}

/** What was just saved: waiting, with a way back, until it is sent; then sent. */
async function savedNow() {
  if (!here.saved) return null;
  if ((await store.keys("outbox")).includes(here.saved.visit)) return here.saved.shown;
  here.saved = null;
  return note("sent", {}, "success");
}

/** Everything that is still on the phone, each with what became of it. */
async function showOutbox() {
  const rows = await outbox.all(here.key);
  const made = rows.map((one) => element("section", { class: "card kept" },
    element("h2", {}, one.title || one.visit),
    element("p", {}, element("span", { class: `tag ${one.state === "refused" || one.damaged ? "red" : "amber"}` }, word(one.damaged || one.state === "refused" ? "refused" : "to-send")), " ", new Date(one.made).toLocaleString()),
    one.damaged ? element("p", {}, word("damaged")) : null,
    ...one.why.map((text) => element("p", {}, text)),
    element("p", { class: "actions" }, one.damaged ? null : button("reopen", () => openForm(one.path, one), "secondary"),
      button("drop", async () => { await outbox.drop(one.visit); await showOutbox(); await tellState(); }, "danger"))));
  show(element("p", {}, button("back", () => list(), "plain")), element("h1", {}, word("outbox")), ...(made.length ? made : [element("p", { class: "empty" }, word("nothing"))]));
}

async function serve() {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register("/phone/sw.js", { scope: "/phone/" });
  const offer = () => { if (registration.waiting && navigator.serviceWorker.controller) { here.notes = [element("p", { class: "banner" }, word("new-version"), " ", button("update", () => registration.waiting.postMessage("take-over"), "secondary"))]; } };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  offer();
  let reloaded = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (!reloaded) { reloaded = true; location.reload(); } reloaded = true; });
}

document.getElementById("lock").addEventListener("click", lockUp);
for (const event of ["pointerdown", "keydown"]) {
  window.addEventListener(event, () => { clearTimeout(here.idle); here.idle = setTimeout(() => { if (here.key) lockUp(); }, IDLE); });
}
window.addEventListener("online", synchronise);
serve().catch(() => {});
begin();
