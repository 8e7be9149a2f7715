// The worker's phone: unlock, her day, and the network when there is one. The list and the forms are the server's own pages, kept encrypted on this phone.

import * as lock from "./lock.js";
import { finder, recount, takeOff } from "./finding.js";
import * as outbox from "./outbox.js";
import * as settings from "./settings.js";
import { button, clock, element, note, renew, show, state, word } from "./shell.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import * as writing from "./writing.js";

const IDLE = 10 * 60000;
const MARK = "wanhu-phone"; // outside the store, to notice that the store is gone
const RETRY = [15, 30, 60, 120]; // seconds between tries while something waits
const here = {
  key: null, lock: null, day: null, told: null, minutes: 0, last: null, // who, what, and what the server last said
  sought: "", notes: [], once: [], saved: null, // what she looks for in the list; shown above the list: while it holds, one time, and what was just saved
  wanted: false, running: null, tries: 0, retry: 0, idle: 0,
  remember: async () => {}, list, synchronise, tellState,
};

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
    here.key = await lock.create(pin, device, told.worker, recovery).catch(() => null);
    if (!here.key) return location.reload(); // another page of this phone was quicker: its PIN opens both
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

async function lockUp() {
  await here.remember();
  here.key = here.day = here.saved = null;
  here.sought = "";
  here.notes = here.once = [];
  clearTimeout(here.retry);
  askPin();
}

async function enter() {
  document.getElementById("lock").hidden = false;
  const contact = await store.get("meta", "contact");
  here.minutes = contact?.minutes ?? 0;
  if (contact && Date.now() - contact.at > contact.days * 86400000) {
    await store.wipe();
    here.notes = [note("too-old", { n: contact.days })];
  }
  await readDay();
  await list();
  await synchronise();
}

async function readDay() {
  const sealed = await store.get("read", "day");
  here.day = sealed ? await store.unseal(here.key, "day", sealed).catch(() => null) : null;
}

/** Hello, push, pull; the state line follows. Never two at once: who asks meanwhile is served by another round. */
function synchronise() {
  if (!here.key) return null;
  here.wanted = true;
  here.running ??= rounds().finally(() => { here.running = null; }).then(tellState);
  return here.running;
}

async function rounds() {
  clearTimeout(here.retry);
  while (here.wanted && here.key) {
    here.wanted = false;
    await round(here.key);
  }
  const { waiting } = await outbox.count();
  here.tries = waiting && here.last === "offline" ? here.tries + 1 : 0;
  if (here.tries) here.retry = setTimeout(synchronise, 1000 * RETRY[Math.min(here.tries, RETRY.length) - 1]);
}

async function round(key) {
  state("", word("syncing"));
  here.told = await sync.hello(here.lock.device);
  here.last = await sync.push(key, here.lock, here.told, word("unread"), (words) => here.once.push(element("p", { class: "error-summary", role: "alert" }, words)));
  if (here.told) { here.minutes = here.told.minutes; settings.sizeElsewhere(here.told.large); }
  if (here.told && Math.abs(here.told.minutes) > 10) here.notes = [note("clock", { n: Math.abs(here.told.minutes) })];
  if (here.last === "given-up") { await store.wipe(); here.day = null; here.notes = [note("given-up")]; }
  if (here.last === "other-worker") here.notes = [note("other-worker")];
  await renewed();
  if (here.last !== "done" || here.wanted) return;
  const marks = await sync.pull(key, here.minutes).catch(() => null);
  if (!marks || !here.key) return;
  await readDay();
  await renewed();
  await sync.forms(key, here.told.token, marks, (n, of) => state("", word("forms", { n, of }))).catch(() => {});
}

/** The list or what is kept on the phone as it is now, where it is on the screen; elsewhere only the state line. */
function renewed() {
  const screen = here.key && document.querySelector("#screen [data-screen]")?.dataset.screen;
  return screen === "list" ? list(false) : screen === "outbox" ? writing.outboxScreen(here, false) : tellState();
}

/** The line at the top; while the network is at work it says that. */
async function tellState() {
  if (here.running && here.key) return null;
  const { waiting, refused } = await outbox.count(here.key);
  const contact = await store.get("meta", "contact");
  (waiting + refused ? navigator.setAppBadge?.(waiting + refused) : navigator.clearAppBadge?.())?.catch(() => {}); // on the app's icon, where there is such a thing
  if (refused) return state("failed", word("failed", { n: refused }), here.key ? () => writing.outboxScreen(here) : null);
  if (here.last === "sign-in" && here.key) return state("waiting", word("sign-in", { n: waiting }), () => { location.href = "/sign-in/?next=/phone/"; });
  if (!here.told && here.key) return state("waiting", word("offline", { n: waiting }));
  if (waiting) return state("waiting", word("waiting", { n: waiting }));
  return state("", contact ? word("synced", { time: clock(contact.at) }) : "");
}

/** What only the network has: opened there, or said to be out of reach. */
function elsewhere() {
  const pages = [["register", "/register/"], ["people", "/people/"], ["me", "/me/"], ["online-page", "/tasks/"]];
  return element("nav", { class: "card elsewhere", "aria-label": word("with-network") }, element("p", { class: "hint" }, word("with-network")),
    element("p", { class: "actions" }, ...pages.map(([name, path]) => element("a", { class: "button secondary", href: path }, word(name)))));
}

/** Her day without what she has done; ``first``: she came here just now, so that it starts at its heading. */
async function list(first = true) {
  const day = element("div", { "data-screen": "list" });
  const tools = element("p", { class: "tools" }, button("sync", synchronise, "secondary"), button("outbox", () => writing.outboxScreen(here), "secondary"));
  if (here.day) day.innerHTML = here.day.day; // our own server's page, kept encrypted and unchanged
  else day.append(element("p", { class: "empty" }, word("empty")));
  day.querySelectorAll("[data-online]").forEach((one) => one.remove());
  const waiting = (await outbox.all(here.key)).filter((one) => one.state === "to-send" && !one.damaged);
  const [done, begun] = [waiting, await outbox.drafts(here.key)].map((rows) => new Set(rows.map((one) => one.path)));
  for (const link of day.querySelectorAll("a.who")) {
    const path = link.getAttribute("href");
    if (done.has(path)) takeOff(link);
    else link.addEventListener("click", (event) => { event.preventDefault(); writing.open(here, path); });
    if (begun.has(path)) link.after(" ", element("span", { class: "tag blue" }, word("unfinished")));
  }
  for (const name of day.querySelectorAll("[data-person]")) { // somebody in danger: to her visit, where one is on the list
    const there = day.querySelector(`a.who[href^="/tasks/${name.dataset.person}/"]`);
    if (there) name.replaceChildren(element("a", { href: there.getAttribute("href"), onclick: (event) => { event.preventDefault(); there.click(); } }, name.textContent));
  }
  if (done.size) recount(day);
  const old = here.day?.on && here.day.on !== writing.today(here);
  const heading = element("h1", {}, (old ? word("list-of", { d: here.day.day_words }) : here.day?.heading) ?? word("sync"));
  const find = here.day ? finder(day, here.sought, (text) => { here.sought = text; }) : null;
  const under = day.querySelector(".alarms"); // who is in danger comes before everything
  if (find) under ? under.after(find) : day.prepend(find);
  const typing = document.activeElement?.id === "find" ? document.activeElement.selectionEnd : null;
  (first ? show : renew)(heading, here.day ? element("p", { class: "hint" }, here.day.name) : null, ...here.notes, ...here.once, writing.savedNow(here, waiting), day, tools, elsewhere());
  if (typing !== null && find) { find.querySelector("input").focus({ preventScroll: true }); find.querySelector("input").setSelectionRange(typing, typing); }
  if (first) here.once = [];
  await tellState();
}

async function serve() {
  if (!navigator.serviceWorker) return;
  const registration = await settings.serviceWorker(settings.language());
  const offer = () => { if (registration.waiting && navigator.serviceWorker.controller) { here.notes = [element("p", { class: "banner" }, word("new-version"), " ", button("update", () => registration.waiting.postMessage("take-over"), "secondary"))]; } };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  offer();
  let reloaded = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (!reloaded) { reloaded = true; location.reload(); } reloaded = true; });
}

/** What nobody expected is said, not swallowed; what she wrote is on the disk or on the screen. */
window.addEventListener("unhandledrejection", () => document.getElementById("screen").prepend(note("trouble", {}, "error-summary")));
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState === "hidden") return here.remember();
  const { waiting } = await outbox.count();
  return waiting && here.key ? synchronise() : null;
});
document.getElementById("lock").addEventListener("click", lockUp);
for (const event of ["pointerdown", "keydown"]) {
  window.addEventListener(event, () => { clearTimeout(here.idle); here.idle = setTimeout(() => { if (here.key) lockUp(); }, IDLE); });
}
window.addEventListener("online", synchronise);
window.addEventListener("offline", () => { here.told = null; here.last = "offline"; tellState(); });
document.getElementById("large").addEventListener("click", settings.otherSize);
document.getElementById("language").addEventListener("click", async () => {
  const words = await settings.otherLanguage(here).catch(() => note("language-online"));
  if (words) document.getElementById("screen").prepend(words);
});
settings.size();
serve().catch(() => {});
begin();
