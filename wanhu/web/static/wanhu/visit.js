// A dangerous answer brings up its instruction at once, before anything is saved. Without this file the same words stand on the next page.

const LIMIT = /^(.+)([<>]=)(-?[\d.]+)$/;

/** Codes of the alerts that what is typed in a box calls for. */
function ofNumber(box) {
  const value = Number.parseFloat(box.value);
  if (Number.isNaN(value)) return [];
  return box.dataset.danger.split(" ").map((one) => one.match(LIMIT)).filter(Boolean)
    .filter(([, , how, limit]) => (how === ">=" ? value >= Number(limit) : value <= Number(limit))).map(([, code]) => code);
}

/** Codes of the alerts that a ticked box calls for. */
function ofChoice(box) {
  if (!box.checked) return [];
  return box.dataset.alarm.split(" ").map((one) => one.split("=")).filter(([value]) => value === box.value).map(([, code]) => code);
}

/** Shows the instructions called for in ``root`` (a form or a page), and hides the others. */
function show(root) {
  const called = new Set();
  for (const box of root.querySelectorAll("[data-danger]")) ofNumber(box).forEach((code) => called.add(code));
  for (const box of root.querySelectorAll("input[data-alarm]")) ofChoice(box).forEach((code) => called.add(code));
  for (const words of root.querySelectorAll("[data-instruction]")) {
    const hidden = !called.has(words.dataset.instruction);
    if (words.hidden !== hidden) words.hidden = hidden;
  }
}

/** "None of these" and the other boxes of a list exclude each other. */
function settle(box) {
  const boxes = [...box.closest("fieldset").querySelectorAll("input[type=checkbox]")];
  if (!box.checked || !boxes.some((one) => one.value === "none")) return;
  for (const one of boxes) if (one !== box && (box.value === "none" || one.value === "none")) one.checked = false;
}

/** Watches the forms inside ``root``. */
export function watch(root) {
  root.addEventListener("input", (event) => {
    if (event.target.type === "checkbox" && event.target.closest("fieldset")) settle(event.target);
    show(root);
  });
  show(root);
}

if (document.querySelector("form.visit")) watch(document.querySelector("form.visit"));
