// @ts-check
// sizes.js: how much room something takes, in words: `12 MB`.

import { locale } from "./catalogue.js";
import { say } from "./words.js";

/** By thousands, as disks are sold. */
const units = /** @type {const} */ (["B", "kB", "MB", "GB", "TB"]);

/** Two digits at least, and no more than the eye wants. @param {number} bytes */
export function sizeWords(bytes) {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 9.95 ? 1 : 0;
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return say(`size.${units[power]}`, { size: number.format(value) });
}
