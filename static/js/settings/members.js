// @ts-check
// members.js: who belongs to the project and as what; who did, and keeps the name on the work.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { inProject, send } from "../api.js";
import { askOnce } from "../ask-once.js";
import { typed } from "../form.js";
import { menu } from "../frame/menus.js";
import { projectPath } from "../frame.js";
import { chosen, menuButtonKeys, toggleMenu } from "../menu.js";
import { seen } from "../nameless.js";
import { paged, rest } from "../paged.js";
import { part } from "../part.js";
import { state } from "../state.js";
import { newMember } from "./new-member.js";
import { project } from "./project.js";
import { roleQuestion } from "./roles.js";
import { say, tell } from "./say.js";

/** @import {List, Member, Role} from "../types.js" */

const help = html`<a href="/help">${say("members.help")}</a>`;

/** @param {() => void} show */
export function membersPart(show) {
  const first = /** @type {List<Member> | undefined} */ (state.members);
  /** @type {import("../paged.js").Paged<Member>} */
  const list = paged({ path: () => inProject("members"), first, show });
  const told = { note: "" };
  const fresh = newMember(show, added);

  /** @param {Member} member as it is now @param {string} note */
  function put(member, note) {
    const others = list.items.filter(({ id }) => id !== member.id);
    list.items = [...others, member].sort((a, b) => a.id - b.id);
    told.note = note;
    show();
    document.getElementById(`member-${member.id}`)?.focus();
  }

  /** @param {Member} member */
  function added(member) {
    put(member, say("member.added", nowIs(member)));
  }

  /** @param {Member} member */
  function changeRole(member) {
    const draft = { other: member.role ?? "reader" };
    askOnce({
      title: say("member.change.title"),
      words: () => changing(member, draft),
      yes: say("member.change.do"),
      grave: false,
      ready: () => draft.other !== member.role,
      act: () => send("PATCH", inProject("members", member.id), { body: { role: draft.other } }),
      done: ({ data }) => (isMe(member) ? location.assign(projectPath(project.slug)) : put(data, say("member.changed", nowIs(data)))),
    });
  }

  /** @param {Member} member */
  function remove(member) {
    askOnce({
      title: say("member.remove.title"),
      words: html`
        <p>${tell("member.remove.about", { name: named(member) })}</p>
        <p>${say("member.remove.work")}</p>
        <p>${isMe(member) ? html`<strong>${say("member.remove.self")}</strong>` : say("member.remove.back")}</p>`,
      yes: say("member.remove.do"),
      act: () => send("DELETE", inProject("members", member.id)),
      done: () => (isMe(member) ? location.assign("/")
        : put({ ...member, role: null }, say("member.removed", { name: nameOf(member) }))),
    });
  }

  const present = () => list.items.filter(({ role }) => role);
  const former = () => list.items.filter(({ role }) => !role);

  const draw = () => part({
    name: "members",
    title: say("members"),
    about: tell("members.about", { help }),
    body: html`
      <section aria-label=${say("present")}>
        <ul class="rows">${present().map((member) => row(member, { changeRole, remove }))}</ul>
        ${rest(list, say("members.more"))}
        <span class="aside" role="status">${told.note}</span>
      </section>
      ${project.archived_at ? nothing : fresh.draw()}
      ${former().length ? html`
      <section class="former" aria-labelledby="former">
        <h3 id="former">${say("former")}</h3>
        <p class="aside">${say("former.about")}</p>
        <ul class="rows">${former().map((member) => formerRow(member, fresh.suggest))}</ul>
      </section>` : nothing}`,
  });
  return { draw, count: () => ({ n: present().length, more: Boolean(list.next) }) };
}

/** @param {Member} member */
const isMe = ({ id }) => id === project.member_id;

/** @param {Member} member */
const nameOf = ({ id, name }) => seen(name, say("member.nameless", { id: String(id) }));

/** @param {Member} member */
const named = (member) => html`<bdi class="name">${nameOf(member)}</bdi>`;

/** @param {Member} member */
const nowIs = (member) => ({
  name: nameOf(member),
  role: say(`role.${/** @type {Role} */ (member.role)}.article`),
});

/** @param {Member} member @param {{other: string}} draft */
const changing = (member, draft) => html`
  <p>${tell("member.change.about", { ...nowIs(member), name: named(member) })}</p>
  <div @input=${typed(draft, {})}>${roleQuestion(draft, {}, "other")}</div>
  ${isMe(member) && draft.other !== "manager" ? html`
  <p><strong>${say("member.change.self")}</strong></p>` : nothing}`;

/** @typedef {{changeRole: (member: Member) => void, remove: (member: Member) => void}} Deeds */

/** @param {Member} member @param {Deeds} deeds */
const row = (member, deeds) => html`
  <li tabindex="-1" id=${`member-${member.id}`}>
    <div>
      <p>${named(member)} ${isMe(member) ? html`<span class="label">${say("member.you")}</span>` : nothing}</p>
      <p>${say(`role.${/** @type {Role} */ (member.role)}`)}</p>
      <p class="aside"><bdi>${member.login}</bdi></p>
    </div>
    ${project.archived_at ? nothing : changeMenu(member, deeds)}
  </li>`;

/** @param {Member} member @param {Deeds} deeds */
function changeMenu(member, { changeRole, remove }) {
  const name = say("member.change.of", { name: nameOf(member) });
  return html`
    <div class="menu end">
      <button type="button" class="plain opens" aria-haspopup="menu" aria-expanded="false" aria-label=${name}
        @click=${toggleMenu} @keydown=${menuButtonKeys}>${say("member.change")}</button>
      ${menu(name, html`
      <button type="button" role="menuitem" tabindex="-1"
        @click=${chosen(() => changeRole(member))}>${say("member.change.role")}</button>
      <button type="button" role="menuitem" tabindex="-1"
        @click=${chosen(() => remove(member))}>${say("member.remove")}</button>`)}
    </div>`;
}

/** @param {Member} member @param {(login: string) => void} suggest */
const formerRow = (member, suggest) => html`
  <li tabindex="-1" id=${`member-${member.id}`} class="off">
    <div>
      <p>${named(member)}</p>
      <p class="aside">${member.login ? html`<bdi>${member.login}</bdi>` : say("former.none")}</p>
    </div>
    ${member.login && !project.archived_at ? html`
    <button type="button" class="plain" aria-label=${say("former.back.of", { name: nameOf(member) })}
      @click=${() => suggest(member.login ?? "")}>${say("former.back")}</button>` : nothing}
  </li>`;
