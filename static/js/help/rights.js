// @ts-check
// rights.js: the table of rights, as the guard of the server has it, for people to read.

import { html } from "../../vendor/lit-html/lit-html.js";
import { knows, say } from "./say.js";

/** @import {Right, Role} from "../types.js" */
/** @import {Word} from "./say.js" */

/** @type {Role[]} rising */
const roles = ["reader", "annotator", "curator", "manager"];
const others = /** @type {const} */ (["anyone", "signed_in", "own_account", "project_maker", "site_admin"]);

/**
 * What is done within a project: the later the role, the further down.  Where there is no room
 * for a column each, the least role stands in one.
 * @param {readonly Right[]} rights
 */
export const roleTable = (rights) => html`
  <table class="rights">
    <caption class="unseen">${say("roles.caption")}</caption>
    <thead><tr>
      <th scope="col"><span class="unseen">${say("roles.deed")}</span></th>
      ${roles.map((role) => html`<th scope="col">${say(`role.${role}`)}</th>`)}
      <th scope="col" class="least">${say("roles.least")}</th>
    </tr></thead>
    <tbody>${rising(rights, roles).map(({ key, least }) => html`
      <tr>
        <th scope="row">${deed(key)}</th>
        ${roles.map((_, at) => cell(at >= roles.indexOf(/** @type {Role} */ (least))))}
        <td class="least">${say(/** @type {Word} */ (`role.${least}`))}</td>
      </tr>`)}
    </tbody>
  </table>`;

/** @param {boolean} may */
const cell = (may) => (may
  ? html`<td><span aria-hidden="true">✓</span><span class="unseen">${say("roles.yes")}</span></td>`
  : html`<td><span class="unseen">${say("roles.no")}</span></td>`);

/** What is done elsewhere on the site. @param {readonly Right[]} rights */
export const siteTable = (rights) => html`
  <table class="rights who">
    <caption class="unseen">${say("site.caption")}</caption>
    <thead><tr>
      <th scope="col"><span class="unseen">${say("roles.deed")}</span></th>
      <th scope="col">${say("site.who")}</th>
    </tr></thead>
    <tbody>${rising(rights, others).map(({ key, least }) => html`
      <tr><th scope="row">${deed(key)}</th><td>${say(/** @type {Word} */ (`least.${least}`))}</td></tr>`)}
    </tbody>
  </table>`;

/** One that has no words yet is shown all the same. @param {string} key */
const deed = (key) => (knows(`right.${key}`) ? say(/** @type {Word} */ (`right.${key}`)) : key);

/**
 * Those whose least access is one of these, in the order of these.
 * @param {readonly Right[]} rights @param {readonly string[]} order
 */
const rising = (rights, order) => rights
  .filter(({ least }) => order.includes(least))
  .toSorted((a, b) => order.indexOf(a.least) - order.indexOf(b.least));
