// A signature with a finger, a pen or a mouse. What is kept are its strokes: lists of [x, y, milliseconds] in a box of 900 by 300.
// Whoever cannot or does not want to sign here signs on paper; without this file the box is not shown.

const WIDTH = 900;
const HEIGHT = 300;
const MOST = 4000; // points

/** Makes the box in ``root`` one to sign in; ``kept`` is the hidden field that holds the strokes. */
export function signIn(root, kept) {
  const canvas = root.querySelector("canvas");
  const told = root.querySelector("[data-signed]");
  const pen = canvas.getContext("2d");
  let strokes = read(kept.value);
  let drawing = null;
  const started = performance.now();

  Object.assign(canvas.style, { display: "block", width: "100%", height: "auto", touchAction: "none", cursor: "crosshair" });
  root.hidden = false;

  function point(event) {
    const box = canvas.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    return [within((event.clientX - box.left) * WIDTH / box.width, WIDTH), within((event.clientY - box.top) * HEIGHT / box.height, HEIGHT),
      Math.round(performance.now() - started)];
  }

  function line([fromX, fromY], [toX, toY]) {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }

  function draw() {
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 6;
    pen.lineCap = "round";
    pen.strokeStyle = "#1a2233";
    for (const stroke of strokes) stroke.forEach((to, index) => line(stroke[Math.max(0, index - 1)], to));
  }

  function keep() {
    kept.value = strokes.length ? JSON.stringify(strokes) : "";
    told.textContent = strokes.length ? told.dataset.words : "";
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (drawing || strokes.flat().length >= MOST) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = { id: event.pointerId, stroke: [point(event)] };
    strokes.push(drawing.stroke);
    line(drawing.stroke[0], drawing.stroke[0]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || drawing.id !== event.pointerId || strokes.flat().length >= MOST) return;
    const next = point(event);
    line(drawing.stroke[drawing.stroke.length - 1], next);
    drawing.stroke.push(next);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (!drawing || drawing.id !== event.pointerId) return;
      drawing = null;
      keep();
    });
  }
  root.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    drawing = null;
    draw();
    keep();
  });
  draw();
  keep();
}

function read(text) {
  try {
    return JSON.parse(text || "[]");
  } catch {
    return [];
  }
}

const root = document.querySelector("[data-sign]");
if (root) signIn(root, root.closest("form").querySelector("[name=strokes]"));
