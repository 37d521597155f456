// @ts-check
// menus.js: the shape of the frame's menus.

import { html } from "../../vendor/lit-html/lit-html.js";
import { closeMenu, menuKeys } from "../menu.js";

/** What a menu's button opens. @param {string} name @param {unknown} items */
export const menu = (name, items) => html`
  <div role="menu" aria-label=${name} hidden @keydown=${menuKeys} @click=${closeMenu}>${items}</div>`;

/** @param {string} href @param {string} words */
export const link = (href, words) => html`
  <a role="menuitem" tabindex="-1" href=${href}>${words}</a>`;
