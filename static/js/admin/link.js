// @ts-check
// link.js: a link by which somebody sets a new password: made, and shown once, to be handed over.

import { html } from "../../vendor/lit-html/lit-html.js";
import { post } from "../api.js";
import { copyField } from "../copy.js";
import { openDialog } from "../dialog.js";
import { moment } from "../moment.js";
import { seen } from "../nameless.js";
import { sending } from "../sending.js";
import { accountPath, who } from "./account.js";
import { say, tell } from "./say.js";

/** @import {AccountEntry} from "../types.js" */
/** @typedef {{link: string, expires: string}} Link link: a path of this site */

/** @param {string} login @returns {Promise<Link>} */
export const makeLink = (login) => post(`${accountPath(login)}/reset`, {});

/** @param {AccountEntry} account */
export function newLink(account) {
  /** @type {Link | null} */ let link = null;
  const form = sending({
    draft: {}, names: [], check: () => ({}), show: () => dialog.refresh(),
    act: async () => { link = await makeLink(account.login); },
  });
  const question = () => html`
    <form @submit=${form.submit}>
      <div class="says"><p>${who(account)}</p><p>${say("link.about")}</p></div>
      <footer>${form.outcome()}${form.button(say(form.busy ? "link.busy" : "link.make"))}</footer>
    </form>`;
  const dialog = openDialog({
    title: say("link.title"),
    name: "slim",
    content: () => (link ? linkShown(account, link, () => dialog.close()) : question()),
  });
}

/** @param {Pick<AccountEntry, "name" | "login">} account @param {Link} link @param {() => void} close */
export const linkShown = ({ name, login }, { link, expires }, close) => html`
  <div class="asks">
    <p class="says"><span>${tell("link.made", { name: html`<bdi>${seen(name, login)}</bdi>`, when: moment(expires) })}</span></p>
    ${copyField({ name: "link", label: say("link.label"), value: location.origin + link })}
  </div>
  <footer><button type="button" class="button first" @click=${close}>${say("link.done")}</button></footer>`;
