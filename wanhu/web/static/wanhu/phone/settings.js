// Text size and language. The size is kept on this phone and follows the switch of the other pages when that was moved since; the language comes
// with the shell, so that changing it needs a network once.

import { note, word } from "./shell.js";
import * as sync from "./sync.js";

const [SIZE, ELSEWHERE] = ["wanhu-large", "wanhu-large-elsewhere"]; // this phone's, and what the other pages had when they were last asked
const large = () => localStorage.getItem(SIZE) === "1";

/** The service worker of the shell in a language: each language has an address of its own, so that the browser sees that the shell changed. */
export const serviceWorker = (language) => navigator.serviceWorker.register(`/phone/sw.js?language=${language}`, { scope: "/phone/" });

/** The language of this page. */
export const language = () => (document.documentElement.lang === "en" ? "en" : "zh-hans");

/** The page in the size she chose, and the button that changes it. */
export function size() {
  document.documentElement.classList.toggle("large", large());
  document.getElementById("large").textContent = word(large() ? "standard" : "large");
}

export function otherSize() {
  localStorage.setItem(SIZE, large() ? "0" : "1");
  size();
}

/** What the other pages of this browser have: taken over when it changed there. */
export function sizeElsewhere(there) {
  const now = there ? "1" : "0";
  if (now === (localStorage.getItem(ELSEWHERE) ?? "0")) return;
  localStorage.setItem(ELSEWHERE, now);
  localStorage.setItem(SIZE, now);
  size();
}

/** The shell in the other language: told to the server, fetched anew, then this page is loaded again. Gives words when there is no network. */
export async function otherLanguage(here) {
  const told = await sync.hello(here.lock?.device);
  if (!told?.token) return note("language-online");
  const other = language() === "en" ? "zh-hans" : "en";
  await here.remember();
  await sync.ask("/language/", { method: "POST", body: new URLSearchParams({ language: other, next: "/phone/" }), headers: { "X-CSRFToken": told.token } });
  if (!navigator.serviceWorker) return location.reload();
  const registration = await serviceWorker(other);
  const fresh = registration.installing ?? registration.waiting;
  if (!fresh) return location.reload();
  const take = () => {
    if (fresh.state === "installed") fresh.postMessage("take-over");
    if (fresh.state === "activated") location.reload();
  };
  fresh.addEventListener("statechange", take);
  return take();
}
