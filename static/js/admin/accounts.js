// @ts-check
// accounts.js: who may sign in, and what can be done about it.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { filtered } from "../filter.js";
import { menu } from "../frame/menus.js";
import { chosen, menuButtonKeys, toggleMenu } from "../menu.js";
import { day, moment } from "../moment.js";
import { seen } from "../nameless.js";
import { paged, rest } from "../paged.js";
import { part } from "../part.js";
import { state } from "../state.js";
import { rowPieces } from "../words.js";
import { isOwn, who } from "./account.js";
import { deedsFor } from "./deeds.js";
import { say, tell } from "./say.js";

/** @import {AccountEntry} from "../types.js" */
/** @import {Changed} from "./deeds.js" */

/** @param {() => void} show */
export function accountsPart(show) {
  /** @type {import("../paged.js").Paged<AccountEntry>} */
  const list = paged({ path: () => "/api/accounts", first: state.accounts, show });
  const filter = filtered({
    name: "accounts", label: say("accounts.find"), list, show,
    text: ({ name, login }) => `${name} ${login}`,
    nothing: (words) => say("accounts.nothing", { words }),
  });

  /** @type {Changed} */
  const changed = (account) => {
    list.items = list.items.map((item) => (item.id === account.id ? account : item));
    show();
  };

  const draw = () => part({
    name: "accounts",
    title: say("accounts"),
    about: say("accounts.about"),
    body: html`
      ${filter.field()}
      <ul class="rows">${filter.items().map((account) => row(account, changed))}</ul>
      ${rest(list, say("accounts.more"))}`,
  });

  return {
    draw,
    /** @param {AccountEntry} account */
    add(account) {
      list.items = [account, ...list.items];
      show();
    },
  };
}

/** @param {AccountEntry} account @param {Changed} changed */
const row = (account, changed) => html`
  <li tabindex="-1" class=${account.disabled_at ? "off" : nothing}>
    <div>
      <p>${who(account)}</p>
      <p>${marks(account)}</p>
      <p class="aside">${presence(account)}</p>
    </div>
    ${changeMenu(account, changed)}
  </li>`;

/** What sets it apart from others. @param {AccountEntry} account */
function marks({ id, is_admin, disabled_at }) {
  const words = [
    ...(isOwn({ id }) ? [say("accounts.you")] : []),
    ...(is_admin ? [say("accounts.admin")] : []),
    ...(disabled_at ? [tell("accounts.disabled", { when: moment(disabled_at) })] : []),
  ];
  return rowPieces(words);
}

/** @param {AccountEntry} account */
const presence = ({ last_seen, sessions, created }) => rowPieces([
  last_seen ? tell("accounts.seen", { when: moment(last_seen) }) : say("accounts.never"),
  ...(sessions ? [say("accounts.sessions", { n: sessions })] : []),
  tell("accounts.since", { when: day(created) }),
]);

/** @param {AccountEntry} account @param {Changed} changed */
function changeMenu(account, changed) {
  const name = say("accounts.change.of", { name: seen(account.name, account.login) });
  return html`
    <div class="menu end">
      <button type="button" class="plain opens" aria-haspopup="menu" aria-expanded="false" aria-label=${name}
        @click=${toggleMenu} @keydown=${menuButtonKeys}>${say("accounts.change")}</button>
      ${menu(name, deedsFor(account).map(({ key, begin }) => html`
      <button type="button" role="menuitem" tabindex="-1"
        @click=${chosen(() => begin(account, changed))}>${say(`deed.${key}`)}</button>`))}
    </div>`;
}
