// @ts-check
// account.js: one account, as the site's page names it.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { seen } from "../nameless.js";
import { state } from "../state.js";

/** @import {AccountEntry} from "../types.js" */

/** Of the API. @param {string} login */
export const accountPath = (login) => `/api/accounts/${encodeURIComponent(login)}`;

/** @param {Pick<AccountEntry, "id">} account */
export const isOwn = ({ id }) => id === state.account?.id;

/** Name and login. @param {Pick<AccountEntry, "name" | "login">} account */
export const who = ({ name, login }) => html`
  <bdi class="name">${seen(name, login)}</bdi> ${name === login ? nothing : html`<bdi class="label">${login}</bdi>`}`;
