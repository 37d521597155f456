// @ts-check
// wait.js: a form that was sent too often: how long it has to wait, counted down on its button.

import { Refusal } from "./api.js";
import { spanWords } from "./times.js";
import { say } from "./words.js";

/** @import {Faults} from "./form.js" */

/** A proxy that does not say how long. */
const usual = 5;

/** @param {() => void} show draws the form; called each second */
export function waiting(show) {
  let until = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */ let ticking;

  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const tick = () => {
    if (left() === 0) clearInterval(ticking);
    show();
  };

  return {
    left,
    /** On the button, as long as there is something to wait for. @param {string} words else */
    words: (words) => (left() ? say("wait.left", { clock: clock(left()) }) : words),
    /**
     * Whether the form has to wait; then what to say, once: a text that ticks is no text to hear.
     * @param {unknown} error @returns {Faults | null}
     */
    faults: (error) => {
      if (!(error instanceof Refusal) || error.status !== 429) return null;
      const seconds = error.wait ?? usual;
      until = Date.now() + seconds * 1000;
      clearInterval(ticking);
      ticking = setInterval(tick, 1000);
      return { "": say("wait", { span: spanWords(seconds) }) };
    },
  };
}

/** @param {number} seconds `1:05` */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
