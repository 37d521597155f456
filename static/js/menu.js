// @ts-check
// menu.js: a button that opens a menu: arrows, Home, End, letters; Esc and Tab leave it.
//
// In the markup: `<div class="menu"><button aria-haspopup="menu" @click=${toggleMenu}>…</button>
// <div role="menu" hidden @keydown=${menuKeys} @click=${closeMenu}>… role="menuitem" …</div></div>`.

/** @param {Event} event of the menu's button */
export function toggleMenu(event) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  if (button.getAttribute("aria-expanded") === "true") close(button);
  else open(button);
}

/** @param {KeyboardEvent} event on the button: down and up open the menu at its first or last item */
export function menuButtonKeys(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  open(button);
  if (event.key === "ArrowUp") itemsOf(listOf(button)).at(-1)?.focus();
}

/** @param {KeyboardEvent} event in the menu */
export function menuKeys(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.key === "Tab") return close(buttonOf(list));
  const items = itemsOf(list);
  const to = target(event.key, items, items.indexOf(/** @type {HTMLElement} */ (event.target)));
  if (event.key === "Escape") leave(list);
  else if (to) to.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** An item was chosen. @param {Event} event in the menu */
export const closeMenu = (event) =>
  close(buttonOf(/** @type {HTMLElement} */ (event.currentTarget)));

/**
 * For an item that opens a dialog: the menu is left first, so that the focus comes back to its button.
 * @param {() => void} deed
 */
export const chosen = (deed) => (/** @type {Event} */ event) => {
  const item = /** @type {HTMLElement} */ (event.currentTarget);
  leave(/** @type {HTMLElement} */ (item.closest("[role='menu']")));
  deed();
};

/** @param {HTMLElement} list */
function leave(list) {
  close(buttonOf(list));
  buttonOf(list).focus();
}

/** @param {HTMLElement} button */
function open(button) {
  const list = listOf(button);
  list.hidden = false;
  button.setAttribute("aria-expanded", "true");
  itemsOf(list)[0]?.focus();
  addEventListener("pointerdown", outside, { capture: true });
}

/** @param {HTMLElement} button */
function close(button) {
  listOf(button).hidden = true;
  button.setAttribute("aria-expanded", "false");
  removeEventListener("pointerdown", outside, { capture: true });
}

/** @param {PointerEvent} event */
function outside(event) {
  for (const button of document.querySelectorAll(".menu > [aria-expanded='true']")) {
    const inside = button.parentElement?.contains(/** @type {globalThis.Node} */ (event.target));
    if (!inside) close(/** @type {HTMLElement} */ (button));
  }
}

/** Where a key leads. @param {string} key @param {HTMLElement[]} items @param {number} at */
function target(key, items, at) {
  const count = items.length;
  if (key === "ArrowDown") return items[(at + 1) % count];
  if (key === "ArrowUp") return items[(at - 1 + count) % count];
  if (key === "Home") return items[0];
  if (key === "End") return items[count - 1];
  if ([...key].length !== 1 || key === " ") return undefined;
  const next = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return next.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/** @param {HTMLElement} button */
const listOf = (button) => /** @type {HTMLElement} */ (button.nextElementSibling);

/** @param {HTMLElement} list */
const buttonOf = (list) => /** @type {HTMLElement} */ (list.previousElementSibling);

/** @param {HTMLElement} list @returns {HTMLElement[]} those that are seen */
const itemsOf = (list) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[role='menuitem']"))]
    .filter((item) => item.checkVisibility());
