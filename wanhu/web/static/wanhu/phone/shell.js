// Small helpers of the shell's page: its words, elements, and the state line.

export function word(name, values = {}) {
  const found = document.getElementById("words").content.querySelector(`[data-w="${name}"]`);
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, String(value)), found ? found.textContent : name);
}

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const button = (name, press, kind = "") => element("button", { type: "button", class: kind, onclick: press }, word(name));

/** Shows a screen anew without moving what she looks at. */
export function renew(...parts) {
  const [screen, at] = [document.getElementById("screen"), window.scrollY];
  screen.replaceChildren(...parts.filter(Boolean));
  window.scrollTo(0, at);
  return screen;
}

/** Shows one screen, its heading first. */
export function show(...parts) {
  const screen = renew(...parts);
  window.scrollTo(0, 0);
  const heading = screen.querySelector("h1");
  if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
}

/** The line that is always there: synced, offline with so many waiting, or failed. */
export function state(kind, text, press = null) {
  const line = document.getElementById("state");
  line.className = `state ${kind}`;
  line.replaceChildren(press ? element("button", { type: "button", onclick: press }, text) : text);
}

export const note = (name, values, kind = "warning") => element("p", { class: kind, role: "status" }, word(name, values));
export const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
