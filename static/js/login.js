// @ts-check
// login.js: the door.  Where it leads: to the page that was asked for, else to the projects.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { post, Refusal } from "./api.js";
import { ask } from "./form.js";
import { samePlace } from "./next.js";
import { leaving, sending } from "./sending.js";
import { state } from "./state.js";
import { say, tell } from "./words.js";

/** @import {Draft, Faults, Question} from "./form.js" */

/** @type {Draft} */ const draft = {};
const names = ["login", "password"];
const form = sending({ draft, names, check: missing, act: knock, show, explain: refusal });

const page = () => html`
  <p class="brand">Postil</p>
  <form aria-labelledby="door-title" novalidate @submit=${form.submit} @input=${form.follow}>
    <h1 id="door-title">${say("login.title")}</h1>
    ${question("login", { autocomplete: "username", code: true, autofocus: true })}
    ${question("password", { type: "password", autocomplete: "current-password" })}
    ${form.outcome()}
    ${form.button(say(form.busy ? "login.busy" : "login.title"))}
    ${form.status()}
    <p class="aside">${say("login.forgotten")}</p>
  </form>
  <aside class="specimen" aria-label=${say("login.specimen")}>
    <p class="quote">${tell("login.meaning", { name: html`<mark data-f="">Postil</mark>` })}</p>
    <p class="note" data-f="">${say("login.note")}</p>
  </aside>`;

/** @param {"login" | "password"} name @param {Partial<Question>} rest */
const question = (name, rest) =>
  ask({ name, label: say(`login.${name}`), draft, faults: form.faults, ...rest });

/** @returns {Faults} */
function missing() {
  /** @type {Faults} */
  const found = {};
  if (!draft.login) found.login = say("login.login.missing");
  if (!draft.password) found.password = say("login.password.missing");
  return found;
}

async function knock() {
  await post("/api/session", { login: draft.login, password: draft.password });
  location.replace(samePlace(state.next, location.origin));
  return leaving();
}

/**
 * At the door a 401 says that the password is wrong, not that one has been signed out.
 * @param {unknown} error @returns {Faults | null}
 */
function refusal(error) {
  return error instanceof Refusal && error.status === 401 ? { "": error.message } : null;
}

function show() {
  const main = document.querySelector("main");
  if (main) render(page(), main);
}

show();
document.getElementById("ask-login")?.focus();
