// @ts-check
// health.js: which version runs, on what, and how much there is.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { moment } from "../moment.js";
import { part } from "../part.js";
import { sizeWords } from "../sizes.js";
import { say as sayAll } from "../words.js";
import { say, tell } from "./say.js";

/** @import {Site} from "../types.js" */
/** @import {Word} from "./say.js" */

const alive = html`<a href="/healthz">/healthz</a>`;
const ready = html`<a href="/readyz">/readyz</a>`;

/** @param {Site} site */
export const healthPart = ({ version, schema, started, database, counts, throttled }) => part({
  name: "health",
  title: say("health"),
  about: tell("health.about", { alive, ready }),
  body: html`
    <dl class="facts num">
      ${fact("health.version", say("health.version.value", { version, schema: String(schema) }))}
      ${fact("health.database", say("health.database.value", { version: database.version, size: sizeWords(database.size) }))}
      ${started ? fact("health.started", moment(started)) : nothing}
      ${fact("health.contents", contents(counts))}
      ${fact("health.throttled", heldBack(throttled ?? 0))}
    </dl>`,
});

/** @param {Word} name @param {unknown} value */
const fact = (name, value) => html`<div><dt>${say(name)}</dt><dd>${value}</dd></div>`;

/** @param {Site["counts"]} counts */
const contents = ({ statements = 0, highlights = 0 }) =>
  `${sayAll("statements", { n: statements })}, ${sayAll("highlights", { n: highlights })}`;

/** @param {number} n */
const heldBack = (n) => (n ? say("health.throttled.some", { n }) : say("health.throttled.none"));
