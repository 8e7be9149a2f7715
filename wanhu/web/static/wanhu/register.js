// Makes a registration shorter on a phone: asks only what her answers call for, fills the birth date from the identity number, and hashes the
// photo here, so that it never leaves the phone. Without this file every box is shown and the server does the hashing.

const form = document.querySelector("form[data-register]");
const one = (selector) => form.querySelector(selector);
const RECORD = "consent_record";

/** The dates of a pregnancy that she knows, and nothing at all when she does not want to be registered. */
function show() {
  const dated = one("input[name=dated]:checked");
  for (const part of form.querySelectorAll("[data-when]")) part.hidden = !dated || dated.value !== part.dataset.when;
  const refused = one(`input[name=${RECORD}]:checked`)?.value === "no";
  one("[data-needs-record]").hidden = refused;
  for (const box of form.querySelectorAll("[data-needs-record] :is(input, select), [name=strokes], [name=paper]")) box.disabled = refused; // not sent
  const save = one("[data-save]");
  save.dataset.words = save.dataset.words ?? save.textContent;
  save.textContent = refused ? save.dataset.refused : save.dataset.words;
}

/** A birth date that was not typed is read out of the identity number. */
function fill(box) {
  const born = one("[name=born_on]");
  const [, year, month, day] = box.value.trim().match(/^\d{6}(\d{4})(\d\d)(\d\d)\d{3}[\dXx]$/) ?? [];
  if (year && born && !born.value) born.value = `${year}-${month}-${day}`;
}

/** The SHA-256 of the photo takes its place. Only where the browser can: over HTTPS. */
async function hash(box) {
  const paper = one("[name=paper]");
  paper.value = "";
  box.name = "photo";
  one("[data-hashed]").textContent = "";
  const [file] = box.files;
  if (!file || !file.type.startsWith("image/") || !globalThis.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  if (box.files[0] !== file) return;
  paper.value = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  box.removeAttribute("name");
  one("[data-hashed]").textContent = `${one("[data-hashed]").dataset.words} ${paper.value.slice(0, 8)}`;
}

if (form) {
  form.addEventListener("change", (event) => {
    if (event.target.type === "radio") show();
    if (event.target.type === "file") hash(event.target);
  });
  form.addEventListener("input", (event) => { if (event.target.name === "id_number") fill(event.target); });
  show();
}
