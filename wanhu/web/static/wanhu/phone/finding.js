// Her list on the phone: without what she has done, with counts that still agree, and found by name, pinyin, initials, village or the last digits.

import { element, word } from "./shell.js";

/** Takes a task that she has done off the list, with its house and its day when nothing is left in them. */
export function takeOff(link) {
  const house = link.closest(".house");
  link.closest("li").remove();
  if (house && !house.querySelector("li")) house.remove();
}

/** Says of today and of each day what is left of it. */
export function recount(day) {
  for (const part of day.querySelectorAll("#today, details.ahead")) {
    const section = part.closest("details") ?? part.closest("section");
    const [houses, rows] = [[...section.querySelectorAll(".house")], [...section.querySelectorAll(".rows > li")]];
    const beyond = part.id === "beyond"; // counts those that are not shown, too
    if (!houses.length && !beyond) { section.remove(); continue; }
    const sum = (all, name) => all.reduce((total, one) => total + Number(one.dataset[name] ?? 0), 0);
    const numbers = [sum(rows, "steps"), sum(houses, "minutes")];
    const hint = part.id === "today" ? section.querySelector(".hint") : part.querySelector("summary .hint");
    if (part.id !== "today") numbers.shift();
    if (hint && !beyond) hint.textContent = hint.textContent.replace(/\d+/g, (old) => numbers.shift() ?? old);
    const tag = (part.id === "today" ? part : part.querySelector("summary")).querySelector(".tag");
    if (tag && !beyond) tag.textContent = tag.textContent.replace(/\d+/, houses.length);
    const names = part.querySelector(".names");
    if (names) names.textContent = rows.map((row) => row.dataset.name).filter(Boolean).join(word("comma"));
  }
}

/** The box that finds, working on ``day``; what is typed is kept by the caller (``sought``), so that a list shown anew is found in again. */
export function finder(day, sought, keep) {
  const box = element("input", { type: "search", id: "find", placeholder: word("find-how"), autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const said = element("p", { class: "hint", role: "status" });
  box.value = sought;
  const find = () => {
    keep(box.value);
    said.textContent = narrow(day, box.value.trim().toLowerCase());
  };
  box.addEventListener("input", find);
  if (sought) find();
  return element("div", { class: "field", role: "search" }, element("label", { for: "find", class: "visually-hidden" }, word("find")), box, said);
}

function narrow(day, text) {
  let found = 0;
  for (const row of day.querySelectorAll(".rows > li")) {
    row.hidden = Boolean(text) && !`${row.textContent} ${row.dataset.find ?? ""}`.toLowerCase().includes(text);
    found += row.hidden ? 0 : 1;
  }
  for (const house of day.querySelectorAll(".house")) house.hidden = !house.querySelector("li:not([hidden])");
  for (const part of day.querySelectorAll("details.ahead")) {
    part.hidden = Boolean(text) && !part.querySelector(".house:not([hidden])");
    part.open = Boolean(text);
  }
  return text ? word(found ? "found" : "found-none", { n: found }) : "";
}
