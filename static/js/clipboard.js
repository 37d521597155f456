// @ts-check
// clipboard.js: puts words where other programs paste them from: as text, and as markup for
// those that know it.

/** @typedef {{text: string, html: string}} Clip */

/**
 * Each way is tried that a browser may have; older ones, and pages that did not come over TLS,
 * have only the last.
 * @param {Clip} clip @returns {Promise<boolean>} false: the reader must copy it by hand
 */
export async function toClipboard(clip) {
  for (const way of [bothKinds, textAlone]) {
    try {
      await way(clip);
      return true;
    } catch {
      // The next way.
    }
  }
  return byCommand(clip);
}

/** @param {Clip} clip */
const bothKinds = ({ text, html }) => navigator.clipboard.write([new ClipboardItem({
  "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }),
})]);

/** @param {Clip} clip */
const textAlone = ({ text }) => navigator.clipboard.writeText(text);

/** @param {Clip} clip */
function byCommand({ text, html }) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  let done = false;
  const copied = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = Boolean(event.clipboardData);
  };
  addEventListener("copy", copied, { capture: true });
  done = document.execCommand("copy") && done;
  removeEventListener("copy", copied, { capture: true });
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}
