// @ts-check
// tokens.js: what lets scripts in; a new one, and an end to one.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { send } from "../api.js";
import { askOnce } from "../ask-once.js";
import { dateWords } from "../dates.js";
import { day, moment } from "../moment.js";
import { seen } from "../nameless.js";
import { paged, rest } from "../paged.js";
import { part } from "../part.js";
import { state } from "../state.js";
import { newToken } from "./new-token.js";
import { say, tell } from "./say.js";

/** @import {Token} from "../types.js" */

const path = "/api/account/tokens";
const help = html`<a href="/help">${say("tokens.help")}</a>`;

/** @param {() => void} show */
export function tokensPart(show) {
  /** @type {import("../paged.js").Paged<Token>} */
  const list = paged({ path: () => path, first: state.tokens, show });

  /** @param {Token} token */
  const made = (token) => {
    list.items = [token, ...list.items];
    show();
  };

  /** @param {Token} token */
  const revoke = (token) => askOnce({
    title: say("tokens.revoke.title"),
    words: html`<p>${labelOf(token)}<br>${powers(token)}</p><p>${say("tokens.revoke.about")}</p>`,
    yes: say("tokens.revoke"),
    act: () => send("DELETE", `${path}/${token.id}`),
    done: () => {
      list.items = list.items.filter(({ id }) => id !== token.id);
      show();
    },
  });

  return () => part({
    name: "tokens",
    title: say("tokens"),
    about: tell("tokens.about", { help }),
    body: html`
      ${list.items.length ? html`
        <ul class="rows">${list.items.map((token) => row(token, () => revoke(token)))}</ul>
        ${rest(list, say("tokens.more"))}`
      : html`<p class="aside">${say("tokens.none")}</p>`}
      <p class="row"><button type="button" class="button"
        @click=${() => newToken(made)}>${say("tokens.new")}</button></p>`,
  });
}

/** @param {Token} token @param {() => void} revoke */
const row = (token, revoke) => html`
  <li tabindex="-1">
    <div>
      <p>${labelOf(token)}</p>
      <p>${powers(token)}</p>
      <p class="aside">${tell("tokens.line", {
        made: tell("tokens.made", { created: day(token.created) }), used: use(token), end: end(token),
      })}</p>
    </div>
    <button type="button" class="plain" aria-label=${say("tokens.revoke.of", { label: token.label })}
      @click=${revoke}>${say("tokens.revoke")}</button>
  </li>`;

/** @param {Token} token */
const labelOf = ({ label, id }) => html`<bdi class="name">${seen(label, String(id))}</bdi>`;

/** @param {Token} token */
function powers({ scope, project }) {
  const words = say(`scope.${scope}`);
  if (!project) return tell("tokens.everywhere", { scope: words });
  return tell("tokens.within", { scope: words, project: html`<bdi>${titleOf(project)}</bdi>` });
}

/** @param {string} slug */
const titleOf = (slug) =>
  seen(state.projects?.items.find((project) => project.slug === slug)?.title ?? slug, slug);

/** @param {Token} token */
const use = ({ last_used }) =>
  (last_used ? tell("tokens.used", { when: moment(last_used) }) : say("tokens.unused"));

/** @param {Token} token */
function end({ expires }) {
  if (!expires) return say("tokens.for-ever");
  const over = expires < new Date().toISOString().slice(0, 10);
  const day = html`<time datetime=${expires}>${dateWords(expires)}</time>`;
  return over ? html`<strong>${tell("tokens.expired", { day })}</strong>` : tell("tokens.until", { day });
}
