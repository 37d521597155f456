// @ts-check
// moment.js: a moment within a sentence; pointing at it tells it exactly.

import { html } from "../vendor/lit-html/lit-html.js";
import { locale } from "./catalogue.js";
import { dateWords } from "./dates.js";
import { clock, localDate, momentWords } from "./times.js";

const exactly = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" });

/** `today at 14:03`. @param {string} iso RFC 3339 */
export const moment = (iso) => element(iso, momentWords(iso));

/** When the hour does not matter: `3 March 2026`. @param {string} iso RFC 3339 */
export const day = (iso) => element(iso, dateWords(localDate(new Date(iso))));

/** When the day is said already: `14:03`. @param {string} iso RFC 3339 */
export const hour = (iso) => element(iso, clock(new Date(iso)));

/** @param {string} iso @param {string} words */
const element = (iso, words) =>
  html`<time datetime=${iso} title=${exactly.format(new Date(iso))}>${words}</time>`;
