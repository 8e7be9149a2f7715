// Y, N, S and U press the button that carries the key, so that a steward can go through a hundred pairs without the mouse.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest("input:not([type=hidden]), textarea, select")) return;
  const button = document.querySelector(`form[data-keys] button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
