// @ts-check
// login.js: the door.  Where it leads: to the page that was asked for, else to the projects.

import { html, render } from "../vendor/lit-html/lit-html.js";
import { post } from "./api.js";
import { ask, faultsOf, focusFault, refused, typed } from "./form.js";
import { samePlace } from "./next.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @import {Draft, Faults} from "./form.js" */

/** @type {Draft} */ const draft = {};
/** @type {Faults} */ let faults = {};
let busy = false;

const page = () => html`
  <p class="brand">Postil</p>
  <form aria-labelledby="door-title" novalidate @submit=${signIn} @input=${follow}>
    <h1 id="door-title">${say("login.title")}</h1>
    ${ask({ name: "login", label: say("login.login"), draft, faults, autocomplete: "username", code: true, autofocus: true })}
    ${ask({ name: "password", label: say("login.password"), draft, faults, type: "password", autocomplete: "current-password" })}
    ${refused(faults)}
    <button class="button first" aria-disabled=${busy ? "true" : "false"}>${say(busy ? "login.busy" : "login.title")}</button>
    <p class="aside">${say("login.forgotten")}</p>
  </form>
  <aside class="specimen" aria-label=${say("login.specimen")}>
    <p class="quote"><mark data-f="">Postil</mark>${say("login.meaning")}</p>
    <p class="note" data-f="">${say("login.note")}</p>
  </aside>`;

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
  const login = String(new FormData(form).get("login")), password = String(new FormData(form).get("password"));
  Object.assign(draft, { login, password });
  if (busy) return;
  faults = missing();
  if (Object.keys(faults).length === 0) await knock(login, password);
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

/** @param {string} login @param {string} password */
async function knock(login, password) {
  busy = true;
  show();
  try {
    await post("/api/session", { login, password });
    location.replace(samePlace(state.next, location.origin));
  } catch (error) {
    faults = doorFaults(error);
    busy = false;
  }
}

/** At the door a 401 says that the password is wrong, not that one has been signed out. @param {unknown} error */
function doorFaults(error) {
  const wrong = error instanceof Error && "status" in error && error.status === 401;
  return wrong ? { "": error.message } : faultsOf(error, ["login", "password"]);
}

function show() {
  const main = document.querySelector("main");
  if (main) render(page(), main);
}

document.title = `${say("login.title")} – Postil`;
show();
document.getElementById("ask-login")?.focus();
