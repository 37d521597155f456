// @ts-check
// handles.js: the two edges of the open highlight, to be dragged by mouse, finger or pen.  For
// the keyboard there are keys; so these are a drawing only, to those who cannot see them.

/** @import {Edge, Stretch} from "../text/edges.js" */
/**
 * @typedef {object} HandleCalls
 * @property {(edge: Edge, x: number, y: number) => void} placed under the pointer, in the window
 * @property {() => void} letGo
 */

/** @param {HTMLElement} reading what they are placed in @param {HandleCalls} calls */
export function createHandles(reading, calls) {
  const layer = document.createElement("div");
  layer.className = "edges";
  layer.setAttribute("aria-hidden", "true");
  const handles = { from: handle("from"), to: handle("to") };
  layer.append(handles.from, handles.to);
  layer.hidden = true;
  reading.append(layer);
  follow(layer, calls);

  return {
    hide: () => { layer.hidden = true; },
    /** @param {(from: number, to: number) => Range} range @param {Stretch} stretch */
    show: (range, { from, to }) => {
      layer.hidden = false;
      const origin = reading.getBoundingClientRect();
      put(handles.from, boxOf(range(from, from + 1), 0), { origin, atEnd: false });
      put(handles.to, boxOf(range(to - 1, to), -1), { origin, atEnd: true });
    },
    /** The one that keys move. @param {Edge} edge */
    choose: (edge) => {
      for (const name of /** @type {const} */ (["from", "to"])) {
        handles[name].classList.toggle("chosen", name === edge);
      }
    },
  };
}

/** @param {Edge} edge */
function handle(edge) {
  const element = document.createElement("span");
  element.className = `edge ${edge}`;
  element.dataset.edge = edge;
  return element;
}

/**
 * Null: far away, and not laid out, which asking for its place would change.
 * @param {Range} range @param {0 | -1} at
 */
function boxOf(range, at) {
  const element = range.startContainer.parentElement;
  if (!element?.checkVisibility({ contentVisibilityAuto: true })) return null;
  const box = [...range.getClientRects()].at(at) ?? range.getBoundingClientRect();
  return { box, fromRight: getComputedStyle(element).direction === "rtl" };
}

/**
 * @param {HTMLElement} handle @param {{box: DOMRect, fromRight: boolean} | null} letter
 * @param {{origin: DOMRect, atEnd: boolean}} how
 */
function put(handle, letter, { origin, atEnd }) {
  handle.hidden = !letter;
  if (!letter) return;
  const { box, fromRight } = letter;
  const x = atEnd === fromRight ? box.left : box.right;
  handle.style.left = `${x - origin.left}px`;
  handle.style.top = `${box.top - origin.top}px`;
  handle.style.height = `${box.height}px`;
}

/** A finger lies below the line that it means. @param {HTMLElement} layer @param {HandleCalls} calls */
function follow(layer, calls) {
  /** @type {{edge: Edge, below: number} | null} */ let held = null;

  layer.addEventListener("pointerdown", (event) => {
    const element = /** @type {HTMLElement} */ (event.target);
    const { top, height } = element.getBoundingClientRect();
    const edge = /** @type {Edge} */ (element.dataset.edge);
    if (!edge || event.button !== 0) return;
    held = { edge, below: event.clientY - (top + height / 2) };
    element.setPointerCapture(event.pointerId);
    layer.classList.add("held");
    event.preventDefault();
  });
  layer.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (held) calls.placed(held.edge, clientX, clientY - held.below);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    layer.addEventListener(name, () => {
      if (!held) return;
      held = null;
      layer.classList.remove("held");
      calls.letGo();
    });
  }
}
