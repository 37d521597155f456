// @ts-check
// health.js: which version runs, on what, and how much there is.

import { html } from "../../vendor/lit-html/lit-html.js";
import { moment } from "../moment.js";
import { part } from "../part.js";
import { sizeWords } from "../sizes.js";
import { rowWords, say as sayAll } from "../words.js";
import { say, tell } from "./say.js";

/** @import {Site} from "../types.js" */
/** @import {Word} from "./say.js" */

const alive = html`<a href="/healthz">/healthz</a>`;
const ready = html`<a href="/readyz">/readyz</a>`;

/** @param {Site} site */
export const healthPart = (site) => part({
  name: "health",
  title: say("health"),
  about: tell("health.about", { alive, ready }),
  body: html`<dl class="facts num">${facts(site).map(([name, value]) => html`
    <div><dt>${say(name)}</dt><dd>${value}</dd></div>`)}
  </dl>`,
});

/** @param {Site} site @returns {[name: Word, value: unknown][]} */
const facts = ({ version, schema, database, counts, throttled }) => [
  ["health.program", say("health.program.value", { version, schema: String(schema) })],
  ["health.database", say("health.database.value", { version: bare(database.version), size: sizeWords(database.size) })],
  ["health.started", moment(database.started)],
  ["health.connections", say("health.connections.value", { n: database.connections, most: database.connections_most })],
  ["health.contents", rowWords([
    sayAll("statements", { n: counts.statements }),
    sayAll("highlights", { n: counts.highlights }),
    say("health.actions", { n: counts.actions }),
  ])],
  ["health.ways-in", rowWords([
    say("health.sessions", { n: counts.sessions }),
    say("health.tokens", { n: counts.tokens }),
  ])],
  ["health.throttled", throttled ? say("health.throttled.some", { n: throttled }) : say("health.throttled.none")],
];

/** Without the packager's words behind it. @param {string} version */
const bare = (version) => version.split(" ")[0];
