// Writing: the kept form of a task, what she has typed so far, what she saved, and what is still on the phone.
// ``here`` is the page's state: its key, lock, the day and the clock; ``list`` and ``synchronise`` are what the page does next.

import * as lock from "./lock.js";
import * as outbox from "./outbox.js";
import { button, element, note, renew, show, word } from "./shell.js";
import * as sync from "./sync.js";

const PAUSE = 400; // milliseconds after a key before what she typed is kept
const NUMBERS = ["visit", "off-visit", "call"]; // the boxes that hold a form's own number
let watch = () => {};
let problems = () => []; // what cannot be, or is hard to believe, in the boxes of a form
import("../visit.js").then((module) => { watch = module.watch; problems = module.problems ?? problems; }).catch(() => {});

/** Today in China by the server's clock as it was last heard. */
export const today = (here) => new Date(Date.now() + 60000 * (here.told?.minutes ?? here.minutes ?? 0) + 8 * 3600000).toISOString().slice(0, 10);
const said = (form, pressed) => {
  const data = new FormData(form);
  if (pressed?.name) data.append(pressed.name, pressed.value);
  return new URLSearchParams(data).toString();
};

/** The form of a task, with a number of its own; ``again``: what was sent back, to be corrected under the same number. */
export async function open(here, path, again = null) {
  here.saved = null;
  const begun = (await outbox.drafts(here.key)).find((one) => (again ? one.visit === again.visit : one.path === path && !one.visit));
  const html = await pageOf(here, path);
  const page = element("div", { "data-screen": "form" });
  const back = element("p", {}, button("back", async () => { await here.remember(); here.remember = nothing; here.list(); }, "plain"));
  if (!html && !again && !begun) return show(back, note("no-form"));
  page.innerHTML = html ?? "";
  if (!html) page.append(...written(again ?? begun));
  const visit = again && again.kind !== "other" ? again.visit : crypto.randomUUID(); // a number that was taken is not used twice
  const memory = remembering(here, page, { number: begun?.number ?? crypto.randomUUID(), path, visit: again?.visit });
  for (const form of page.querySelectorAll("form")) {
    form.querySelector("[name=csrfmiddlewaretoken]")?.remove();
    for (const box of form.querySelectorAll(NUMBERS.map((name) => `[name=${name}]`).join())) box.value = visit;
    for (const box of form.querySelectorAll("[name=happened], [name=off-happened]")) { box.value = today(here); box.max = today(here); }
    form.addEventListener("submit", (event) => { event.preventDefault(); save(here, form, event.submitter, { path, visit, page, again, memory }); });
  }
  const text = begun?.body ?? again?.body;
  if (text) fill(page, new URLSearchParams(text));
  page.querySelectorAll("a[href^='/']").forEach((link) => link.removeAttribute("href"));
  const why = again?.why?.length ? element("div", { class: "error-summary", role: "alert" }, element("ul", {}, ...again.why.map((words) => element("li", {}, words)))) : null;
  const afresh = begun && !again && html ? element("p", { class: "warning", role: "status" }, word("begun", { time: new Date(begun.made).toLocaleString() }), " ", button("afresh", async () => { await memory.done(); await open(here, path); }, "secondary")) : null;
  watch(page);
  return show(back, why, afresh, page);
}

/** The page of a form: the kept one, or with a network the server's, where she was quicker than the reading. */
async function pageOf(here, path) {
  const marks = here.day?.forms ?? {};
  const kept = await sync.form(here.key, marks[path]);
  if (kept || !marks[path] || !here.told?.token) return kept;
  await sync.fetchForms(here.key, here.told.token, marks, [path]).catch(() => {});
  return sync.form(here.key, marks[path]);
}

const nothing = async () => {};
const titleOf = (page) => [page.querySelector("h1")?.textContent, page.querySelector(".card strong")?.textContent].filter(Boolean).join(" · ");

/** Keeps what is typed, shortly after each key, when the page is hidden and before it is locked; ``done`` forgets it. */
function remembering(here, page, about) {
  let typed = null;
  let timer = 0;
  let chain = Promise.resolve();
  const keep = () => {
    clearTimeout(timer);
    if (!typed || !here.key) return chain;
    const [key, form] = [here.key, typed];
    chain = chain.then(() => outbox.begun(key, about.number, { ...about, title: titleOf(page), made: Date.now(), body: said(form) })).catch(() => {});
    return chain;
  };
  page.addEventListener("input", (event) => {
    typed = event.target.form ?? typed;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  here.remember = keep;
  return {
    done: () => {
      clearTimeout(timer);
      typed = null;
      here.remember = nothing;
      return chain.then(() => outbox.finished(about.number));
    },
  };
}

/** What she had typed, to be read off, where its form is no longer kept. */
function written(again) {
  const boxes = [...new URLSearchParams(again.body)].filter(([name, value]) => value && ![...NUMBERS, "form", "sure"].includes(name));
  return [element("h2", {}, again.title), note("read-off"), element("dl", { class: "summary" }, ...boxes.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))))];
}

/** What she had typed, back in its boxes. */
function fill(page, boxes) {
  const which = { off: "off", call: "call" }[boxes.get("form")] ?? "";
  const form = [...page.querySelectorAll("form")].find((one) => (one.querySelector("[name=form]")?.value ?? "") === which);
  for (const box of form?.elements ?? []) {
    if (!box.name || box.type === "submit" || NUMBERS.includes(box.name)) continue;
    if (box.type === "checkbox" || box.type === "radio") box.checked = boxes.getAll(box.name).includes(box.value);
    else if (boxes.has(box.name)) box.value = boxes.get(box.name);
  }
  for (let around = form?.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

/** What cannot be is put right, and what is hard to believe is confirmed, while she is still there: the same words as the server's, beside the boxes.
 * True when she has to look first; what she typed stays, and is kept as it is. */
function held(form, pressed, page) {
  const open = problems(form).filter((one) => !one.ticked);
  page.querySelector(".held")?.remove();
  if (!open.length) return false;
  open.forEach(({ box }) => box.dispatchEvent(new FocusEvent("focusout", { bubbles: true }))); // says it beside the box
  (pressed?.closest(".actions") ?? form.lastElementChild).before(element("p", { class: "error-summary held", role: "alert" }, word("held")));
  for (let around = open[0].box.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  open[0].box.focus({ preventScroll: true });
  open[0].box.scrollIntoView({ block: "center" });
  return true;
}

/** On the disk first; only then does the task leave the list. When the disk refuses, the form stays as it is and says so. */
async function save(here, form, pressed, { path, visit, page, again, memory }) {
  if (form.classList.contains("visit") && held(form, pressed, page)) return null;
  const buttons = [...page.querySelectorAll("button")];
  buttons.forEach((one) => { one.disabled = true; });
  const record = { visit, path, body: said(form, pressed), title: titleOf(page) || again?.title, made: Date.now() };
  try {
    await lock.ensure(here.lock);
    await outbox.keep(here.key, record);
  } catch {
    buttons.forEach((one) => { one.disabled = false; });
    page.querySelector(".not-kept")?.remove();
    page.prepend(element("p", { class: "error-summary not-kept", role: "alert" }, word("not-kept")));
    return window.scrollTo(0, 0);
  }
  await memory.done();
  if (again && again.visit !== visit) await outbox.drop(again.visit);
  here.saved = { visit, shown: element("div", { class: "success", role: "status" }, element("p", {}, word("saved")), button("undo", () => undo(here, record), "secondary")) };
  await here.list();
  return here.synchronise();
}

/** Takes back what was never sent; what she had typed stays with the task. */
async function undo(here, record) {
  const became = await outbox.takeBack(record.visit);
  if (became === "undone") await outbox.begun(here.key, crypto.randomUUID(), { path: record.path, title: record.title, made: record.made, body: record.body });
  here.saved = null;
  here.once = became === "undone" ? [] : [note(became, {}, became === "sent" ? "success" : "warning")];
  await here.list();
}

/** What was just saved: waiting, with a way back, until it is sent; then sent. */
export function savedNow(here, waiting) {
  if (!here.saved) return null;
  if (waiting.some((one) => one.visit === here.saved.visit)) return here.saved.shown;
  here.saved = null;
  return note("sent", {}, "success");
}

/** Deletes at the second press. */
function deleting(press) {
  const made = button("drop", async () => {
    if (made.dataset.sure) return press();
    made.dataset.sure = "1";
    made.textContent = word("drop-sure");
    return null;
  }, "plain delete");
  return made;
}

/** Everything that is still on the phone, each with what became of it. */
export async function outboxScreen(here, first = true) {
  const again = () => outboxScreen(here, false);
  const [rows, drafts] = [await outbox.all(here.key), (await outbox.drafts(here.key)).filter((one) => !one.visit)];
  const card = (one, kind, tag, ...parts) => element("section", { class: "card kept" }, element("h2", {}, one.title || one.visit),
    element("p", {}, element("span", { class: `tag ${kind}` }, word(tag)), " ", new Date(one.made).toLocaleString()), ...parts);
  const made = rows.map((one) => card(one, one.state === "refused" || one.damaged ? "red" : "amber", one.damaged || one.state === "refused" ? "refused" : "to-send",
    one.damaged ? element("p", {}, word("damaged")) : null, one.state === "to-send" && one.tried && !one.damaged ? element("p", {}, word("tried")) : null,
    ...one.why.map((text) => element("p", {}, text)),
    element("p", { class: "actions" }, one.damaged ? null : button("reopen", () => open(here, one.path, one)),
      deleting(async () => { await outbox.drop(one.visit); await again(); }))));
  const begun = drafts.map((one) => card(one, "blue", "unfinished", element("p", { class: "actions" }, button("reopen", () => open(here, one.path)),
    deleting(async () => { await outbox.finished(one.number); await again(); }))));
  const parts = [element("p", { "data-screen": "outbox" }, button("back", () => here.list(), "plain")), element("h1", {}, word("outbox")), ...made, ...begun,
    made.length + begun.length ? null : element("p", { class: "empty" }, word("nothing"))];
  await (first ? show : renew)(...parts);
  await here.tellState();
}
