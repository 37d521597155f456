// @ts-check
// sessions.js: where one is signed in; ending one, or all others.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { send } from "../api.js";
import { askOnce } from "../ask-once.js";
import { moment } from "../moment.js";
import { paged, rest } from "../paged.js";
import { part } from "../part.js";
import { state } from "../state.js";
import { momentWords } from "../times.js";
import { browserWords } from "./browser.js";
import { say, tell } from "./say.js";

/** @import {Session} from "../types.js" */

const path = "/api/account/sessions";

/** @param {() => void} show */
export function sessionsPart(show) {
  /** @type {import("../paged.js").Paged<Session>} */
  const list = paged({ path: () => path, first: state.sessions, show });

  /** @param {(session: Session) => boolean} stays */
  const keep = (stays) => {
    list.items = list.items.filter(stays);
    show();
  };

  const othersGone = () => {
    list.next = null;
    keep(({ current }) => current);
  };

  /** @param {Session} session */
  const end = (session) => askOnce({
    title: say("sessions.end.title"),
    words: html`<p>${browserName(session)}<br>${seen(session)}</p><p>${say("sessions.end.about")}</p>`,
    yes: say("sessions.end"),
    act: () => send("DELETE", `${path}/${session.id}`),
    done: () => keep(({ id }) => id !== session.id),
  });

  const endOthers = () => askOnce({
    title: say("sessions.others.title"),
    words: html`<p>${say("sessions.others.about")}</p>`,
    yes: say("sessions.others"),
    act: () => send("DELETE", path),
    done: othersGone,
  });

  const draw = () => part({
    name: "sessions",
    title: say("sessions"),
    about: say("sessions.about"),
    body: html`
      <ul class="rows">${currentFirst(list.items).map((session) => row(session, () => end(session)))}</ul>
      ${rest(list, say("sessions.more"))}
      ${list.items.length > 1 || list.next ? html`
        <p class="row"><button type="button" class="button" @click=${endOthers}>${say("sessions.others")}</button></p>`
      : html`<p class="aside">${say("sessions.alone")}</p>`}`,
  });
  return { draw, othersGone };
}

/** @param {readonly Session[]} items */
const currentFirst = (items) => [
  ...items.filter(({ current }) => current), ...items.filter(({ current }) => !current),
];

/** @param {Session} session @param {() => void} end */
const row = (session, end) => html`
  <li tabindex="-1">
    <div>
      <p>${browserName(session)}${session.current ? html` <span class="label">${say("sessions.this")}</span>` : nothing}</p>
      <p>${seen(session)}</p>
      <p class="aside">${tell("sessions.since", { when: moment(session.created), end: moment(session.expires) })}</p>
    </div>
    ${session.current ? nothing : html`
    <button type="button" class="plain" aria-label=${nameOfEnd(session)} @click=${end}>${say("sessions.end")}</button>`}
  </li>`;

/** @param {Session} session */
const browserName = ({ user_agent }) =>
  html`<bdi class="name" title=${user_agent ?? nothing}>${browserWords(user_agent)}</bdi>`;

/** @param {Session} session */
const seen = ({ last_seen, address }) => (address
  ? tell("sessions.seen", { when: moment(last_seen), address: html`<bdi>${address}</bdi>` })
  : tell("sessions.seen.nowhere", { when: moment(last_seen) }));

/** @param {Session} session */
const nameOfEnd = ({ user_agent, last_seen }) =>
  say("sessions.end.of", { browser: browserWords(user_agent), when: momentWords(last_seen) });
