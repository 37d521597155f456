// @ts-check
// account.js: the menu of the one who is signed in; for a stranger, the way in.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { send, signInAgain } from "../api.js";
import { menuButtonKeys, toggleMenu } from "../menu.js";
import { seen } from "../nameless.js";
import { say } from "../words.js";
import { link, menu } from "./menus.js";

/** @import {Account} from "../types.js" */

/** @param {Account} account */
export const accountMenu = ({ name, login, is_admin }) => html`
  <div class="menu end">
    <button type="button" class="me" aria-haspopup="menu" aria-expanded="false"
      @click=${toggleMenu} @keydown=${menuButtonKeys}>${initials(seen(name, login))}<span
      class="unseen">${say("frame.account.after", { name: seen(name, login) })}</span></button>
    ${menu(say("frame.account", { name: seen(name, login) }), html`
      <p class="who" role="presentation">
        <span dir="auto">${name}</span>
        ${name === login ? nothing : html`<span class="aside" dir="auto">${login}</span>`}
      </p>
      <hr>
      ${link("/account", say("frame.account.page"))}
      ${is_admin ? link("/admin", say("frame.site")) : nothing}
      ${link("/help", say("frame.help"))}
      <hr>
      <button type="button" role="menuitem" tabindex="-1" @click=${signOut}>${say("frame.sign-out")}</button>`)}
  </div>`;

export const wayIn = () => html`
  <a class="plain end" href=${signInAgain()}>${say("frame.sign-in")}</a>`;

/** Two letters for a person. @param {string} name */
function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...word][0]).join("").toUpperCase();
}

async function signOut() {
  try {
    await send("DELETE", "/api/session");
  } catch {
    // Already signed out, or no way to the server: the sign-in page tells which.
  }
  location.assign("/login");
}
