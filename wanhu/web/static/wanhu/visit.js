// A dangerous answer brings up its instruction at once, and a number that cannot be, or is hard to believe, is answered as soon as its box is left:
// before anything is saved, with or without a network. Without this file the same words stand on the next page.

const LIMIT = /^(.+)([<>]=)(-?[\d.]+)$/;
const KG = { "": 1, kg: 1, 千克: 1, 公斤: 1, 斤: 0.5, 市斤: 0.5, jin: 0.5, g: 0.001, 克: 0.001 };
const UNITS = /^(次|次\/分|mmhg|毫米汞柱|cm|厘米|g\/l|克\/升|天|分|°?c|度)$/;

/** What was typed, in plain signs: １２０／８０ is 120/80, 63。5 is 63.5. */
const tidy = (text) => text.normalize("NFKC").trim().replace(/(\d)。(?=\d)/g, "$1.");

/** Both pressures written in one box, in mmHg; ``null`` when it is no such thing. */
function bothOf(text) {
  const found = tidy(text).toLowerCase().match(/^(\d{1,3}(?:\.\d+)?)(?:\s*[/\\、-]\s*|\s+)(\d{1,3}(?:\.\d+)?)\s*(kpa|mmhg|)$/);
  if (!found) return null;
  const kilopascals = found[3] === "kpa" || Math.max(found[1], found[2]) < 40;
  return [found[1], found[2]].map((one) => (kilopascals ? Math.round(one * 7.5) : Number(one)));
}

const paired = (box) => [...(box.closest(".pair")?.querySelectorAll("input") ?? [])];

/** The number in a box in its own unit: ``null`` for none, NaN for what is no number. The upper pressure may hold both. */
export function valueOf(box) {
  const [high, low] = paired(box);
  const both = high ? bothOf(high.value) : null;
  if (both && box === high) return both[0];
  if (both && box === low && !box.value.trim()) return both[1];
  const text = tidy(box.value).replace(/(\d),(\d{3})/g, "$1$2");
  if (!text) return null;
  const found = text.match(/^([+-]?\d+(?:\.\d+)?)\s*([^\d.\s][^\d]*|10\^9\/l|)$/i);
  if (!found) return NaN;
  const [value, unit] = [Number(found[1]), found[2].toLowerCase()];
  if ("weight" in box.dataset) return unit in KG ? value * KG[unit] : NaN;
  if (box.dataset.unit === "cm" && /^(m|米)$/.test(unit)) return value * 100;
  return !unit || unit === box.dataset.unit?.toLowerCase() || UNITS.test(unit) ? value : NaN;
}

/** Codes of the alerts that what is typed in a box calls for. */
function ofNumber(box) {
  const value = valueOf(box);
  if (value === null || Number.isNaN(value)) return [];
  return box.dataset.danger.split(" ").map((one) => one.match(LIMIT)).filter(Boolean)
    .filter(([, , how, limit]) => (how === ">=" ? value >= Number(limit) : value <= Number(limit))).map(([, code]) => code);
}

/** Codes of the alerts that a ticked box calls for. */
function ofChoice(box) {
  if (!box.checked) return [];
  return box.dataset.alarm.split(" ").map((one) => one.split("=")).filter(([value]) => value === box.value).map(([, code]) => code);
}

/** The box that gives an answer which a danger of several needs: a number past a limit, a value that was chosen, or a sign that was ticked. */
function given(root, one) {
  const limit = (value) => (one.at_least !== null && value >= one.at_least) || (one.at_most !== null && value <= one.at_most);
  return [...root.querySelectorAll("input")].find((box) => {
    if (box.type !== "radio" && box.type !== "checkbox") {
      const value = box.name === one.code && "least" in box.dataset ? valueOf(box) : null;
      return value !== null && limit(value);
    }
    if (!box.checked) return false;
    return box.name === one.code ? one.values.includes(box.value) : box.value === one.code && one.values.includes("yes");
  });
}

/** Shows the dangers that need several answers under the one that was given last, and says which instructions give way to them. */
function showTogether(root, moved) {
  const replaced = new Set();
  for (const words of root.querySelectorAll("[data-together]")) {
    const needs = JSON.parse(words.dataset.needs);
    const boxes = needs.answers.map((anyOf) => anyOf.map((one) => given(root, one)).find(Boolean));
    const holds = boxes.every(Boolean) && !needs.unless.some((one) => given(root, one));
    const appears = holds && words.hidden;
    if (words.hidden === holds) words.hidden = !holds;
    if (holds) needs.insteadOf.forEach((code) => replaced.add(code));
    if (!appears) continue;
    const inOrder = boxes.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    const under = inOrder.find((box) => box === moved) ?? inOrder.at(-1);
    under.closest(".pair, .unit, label")?.after(words);
    if (moved) words.scrollIntoView({ block: "nearest" });
  }
  return replaced;
}

/** Shows the instructions called for in ``root`` (a form or a page), each directly under what calls for it, and hides the others. ``moved``: the
 * box that she has just answered, so a new one is brought into view; not when a page is opened. */
function show(root, moved = null) {
  const replaced = showTogether(root, moved);
  for (const question of root.querySelectorAll("[data-question]")) {
    const called = new Map();
    const calls = (code, beside) => called.set(code, [...(called.get(code) ?? []), beside]);
    for (const box of question.querySelectorAll("[data-danger]")) ofNumber(box).forEach((code) => calls(code, box.closest(".pair, .unit")));
    for (const box of question.querySelectorAll("input[data-alarm]")) ofChoice(box).forEach((code) => calls(code, box.closest("label")));
    for (const words of question.querySelectorAll("[data-instruction]")) {
      const beside = replaced.has(words.dataset.instruction) ? [] : called.get(words.dataset.instruction) ?? [];
      const appears = words.hidden && beside.length;
      if (words.hidden !== !beside.length) words.hidden = !beside.length;
      if (beside.length && !beside.includes(words.previousElementSibling)) beside.at(-1).after(words);
      if (appears && moved) words.scrollIntoView({ block: "nearest" });
    }
  }
}

/** "None of these" and the other boxes of a list exclude each other. */
function settle(box) {
  const boxes = [...box.closest("fieldset").querySelectorAll("input[type=checkbox]")];
  if (!box.checked || !boxes.some((one) => one.value === "none")) return;
  for (const one of boxes) if (one !== box && (box.value === "none" || one.value === "none")) one.checked = false;
}

/** What is to be said of a number: ``null``, or the words, with the tick that takes them (``sure``) where they are a question. */
function judged(box, words) {
  const value = valueOf(box);
  const { least, low, high, most, unit, last, change, code } = box.dataset;
  const fill = (text, about) => text.replace(/\{(\w+)\}/g, (_all, name) => about[name]);
  const typed = tidy(box.value);
  const [upper, lower] = paired(box);
  if (value === null) return upper && lower && bothOf(upper.value) === null && [upper, lower].some((one) => one.value.trim()) && box === lower ? { text: words.pair } : null;
  if (Number.isNaN(value) || value < Number(least) || value > Number(most)) {
    const metres = unit === "cm" && /^[0-2]\.\d+$/.test(typed) && typed * 100 >= least && typed * 100 <= most;
    return { text: fill(words.limits, { typed, least, most, unit }) + (metres ? fill(words.metres, { typed, cm: String(Math.round(typed * 1000) / 10) }) : "") };
  }
  if (box === lower && valueOf(upper) !== null && valueOf(upper) <= value) return { text: words.swapped };
  const sure = `${code}=${value}`;
  if (value < Number(low) || value > Number(high)) return { text: fill(words.sure, { value, unit }), sure };
  const far = (one) => change && last && Math.abs(one - last) > change * last;
  if (!far(value)) return null;
  const half = "weight" in box.dataset && !far(value / 2) ? fill(words.jin, { value, half: value / 2 }) : "";
  return { text: fill(words.changed, { last: box.dataset.lastWords, value, unit }) + half, sure };
}

/** What must be put right or confirmed in ``root`` before it is kept: the box, the words, and for a question whether it was answered (``ticked``). */
export function problems(root) {
  const words = root.querySelector("[data-words]")?.dataset;
  if (!words) return [];
  return [...root.querySelectorAll("input[data-least]")].flatMap((box) => {
    const said = judged(box, words);
    const ticked = Boolean(said?.sure) && [...root.querySelectorAll("input[name=sure]:checked")].some((one) => one.value === said.sure);
    return said ? [{ box, ...said, ticked }] : [];
  });
}

/** Says beside the boxes of one question what is wrong with them, or asks. What the server said of them before gives way. */
function judge(root, question) {
  const place = question.querySelector("[data-doubts]");
  const words = root.querySelector("[data-words]")?.dataset;
  if (!place || !words || !question.querySelector("input[data-least]")) return;
  const found = problems(root).filter(({ box }) => question.contains(box));
  const key = found.map((one) => one.text).join("|");
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  question.querySelectorAll(".error").forEach((one) => one.remove());
  question.classList.toggle("wrong", found.some((one) => !one.ticked));
  place.replaceChildren(...found.flatMap((one) => {
    const text = Object.assign(document.createElement("span"), { className: "error", textContent: one.text });
    if (!one.sure) return [text];
    const label = Object.assign(document.createElement("label"), { className: "sure" });
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: "sure", value: one.sure, checked: one.ticked });
    label.append(tick, Object.assign(document.createElement("span"), { textContent: words.tick }));
    return [text, label];
  }));
}

/** The product of a dose is asked for once it was given; what belongs to one answer is hidden under another. */
function follow(root) {
  for (const one of root.querySelectorAll("[data-when]")) {
    const [name, value] = one.dataset.when.split("=");
    const chosen = root.querySelector(`[name="${name}"]:checked`);
    one.hidden = Boolean(chosen) && chosen.value !== value;
  }
  for (const one of root.querySelectorAll("[data-after]")) {
    const given = root.querySelector(`#${CSS.escape(one.dataset.after)}`);
    if (given) one.hidden = !given.checked && !one.querySelector("input").value;
  }
}

/** The total of a questionnaire, once every item has its answer. */
function add(root) {
  for (const one of root.querySelectorAll("[data-sum]")) {
    const boxes = [...one.querySelectorAll("input[type=radio]")];
    const chosen = boxes.filter((box) => box.checked);
    const total = one.querySelector("output");
    total.value = String(chosen.reduce((sum, box) => sum + Number(box.value), 0));
    total.parentElement.hidden = chosen.length < new Set(boxes.map((box) => box.name)).size;
  }
}

/** Watches the forms inside ``root``. */
export function watch(root) {
  const leave = (event) => {
    const question = event.target.closest?.("[data-question]");
    const within = question && event.relatedTarget && question.contains(event.relatedTarget);
    if (question && "least" in event.target.dataset && !within) judge(root, question);
  };
  root.addEventListener("input", (event) => {
    if (event.target.type === "checkbox" && event.target.closest("fieldset")) settle(event.target);
    follow(root);
    add(root);
    show(root, event.target);
  });
  root.addEventListener("focusout", leave);
  show(root);
  follow(root);
  add(root);
  for (const question of root.querySelectorAll("[data-question]")) if (!question.querySelector(".error")) judge(root, question);
}

if (document.querySelector("form.visit")) watch(document.querySelector("form.visit"));
