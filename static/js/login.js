// @ts-check
// login.js: the door.  Where it leads: to the page that was asked for, else to the projects.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { post, Refusal } from "./api.js";
import { ask, faultsOf, focusFault, refused, sendButton, typed } from "./form.js";
import { samePlace } from "./next.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @import {Draft, Faults, Question} from "./form.js" */

/** @type {Draft} */ const draft = {};
/** @type {Faults} */ let faults = {};
let busy = false;

const page = () => html`
  <p class="brand">Postil</p>
  <form aria-labelledby="door-title" novalidate @submit=${signIn} @input=${follow}>
    <h1 id="door-title">${say("login.title")}</h1>
    ${question("login", { autocomplete: "username", code: true, autofocus: true })}
    ${question("password", { type: "password", autocomplete: "current-password" })}
    ${refused(faults)}
    ${sendButton(say(busy ? "login.busy" : "login.title"), busy)}
    <p class="aside">${say("login.forgotten")}</p>
  </form>
  <aside class="specimen" aria-label=${say("login.specimen")}>
    <p class="quote"><mark data-f="">Postil</mark>${say("login.meaning")}</p>
    <p class="note" data-f="">${say("login.note")}</p>
  </aside>`;

/** @param {"login" | "password"} name @param {Partial<Question>} rest */
const question = (name, rest) =>
  ask({ name, label: say(`login.${name}`), draft, faults, ...rest });

/** @param {Event} event */
function follow(event) {
  typed(draft, faults)(event);
  show();
}

/** @param {SubmitEvent} event */
async function signIn(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  // A browser may have filled the fields in without an event.
  for (const [name, value] of new FormData(form)) draft[name] = String(value);
  if (busy) return;
  faults = missing();
  if (Object.keys(faults).length === 0) await knock();
  show();
  focusFault(form);
}

/** @returns {Faults} */
function missing() {
  /** @type {Faults} */
  const found = {};
  if (!draft.login) found.login = say("login.login.missing");
  if (!draft.password) found.password = say("login.password.missing");
  return found;
}

async function knock() {
  busy = true;
  show();
  try {
    await post("/api/session", { login: draft.login, password: draft.password });
    location.replace(samePlace(state.next, location.origin));
  } catch (error) {
    faults = doorFaults(error);
    busy = false;
  }
}

/**
 * At the door a 401 says that the password is wrong, not that one has been signed out.
 * @param {unknown} error @returns {Faults}
 */
function doorFaults(error) {
  const wrong = error instanceof Refusal && error.status === 401;
  return wrong ? { "": error.message } : faultsOf(error, ["login", "password"]);
}

function show() {
  const main = document.querySelector("main");
  if (main) render(page(), main);
}

document.title = `${say("login.title")} – Postil`;
show();
document.getElementById("ask-login")?.focus();
