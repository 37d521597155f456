// @ts-check
// members.js: who belongs to the project and as what; who did, and keeps the name on the work.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { inProject, send } from "../api.js";
import { askOnce } from "../ask-once.js";
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
    const draft = { role: member.role ?? "reader" };
    askOnce({
      title: say("member.change.title"),
      words: () => changing(member, draft),
      yes: say("member.change.do"),
      grave: false,
      ready: () => draft.role !== member.role,
      act: () => send("PATCH", inProject("members", member.id), { body: draft }),
      done: ({ data }) => (isMe(member) ? location.assign(location.pathname) : put(data, say("member.changed", nowIs(data)))),
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
      <section aria-label=${say("members")}>
        <ul class="rows">${present().map((member) => row(member, { changeRole, remove }))}</ul>
        ${rest(list, say("members.more"))}
        <p><span class="aside" role="status">${told.note}</span></p>
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

/** @param {Member} member @param {{role: Role}} draft */
const changing = (member, draft) => html`
  <p>${tell("member.change.about", { ...nowIs(member), name: named(member) })}</p>
  <div @input=${choose(draft)}>${roleQuestion(draft, {})}</div>
  ${isMe(member) && draft.role !== "manager" ? html`
  <p><strong>${say("member.change.self")}</strong></p>` : nothing}`;

/** @param {{role: string}} draft */
const choose = (draft) => (/** @type {Event} */ event) => {
  draft.role = /** @type {HTMLSelectElement} */ (event.target).value;
};

/** @param {Member} member @param {{changeRole: (member: Member) => void, remove: (member: Member) => void}} deeds */
const row = (member, { changeRole, remove }) => html`
  <li tabindex="-1" id=${`member-${member.id}`}>
    <div>
      <p>${named(member)} ${isMe(member) ? html`<span class="label">${say("member.you")}</span>` : nothing}</p>
      <p class="aside"><bdi>${member.login}</bdi></p>
    </div>
    <div class="row">
      <span class="role">${say(`role.${/** @type {Role} */ (member.role)}`)}</span>
      ${project.archived_at ? nothing : html`
      <button type="button" class="plain" aria-label=${say("member.change.of", { name: nameOf(member) })}
        @click=${() => changeRole(member)}>${say("member.change")}</button>
      <button type="button" class="plain" aria-label=${say("member.remove.of", { name: nameOf(member) })}
        @click=${() => remove(member)}>${say("member.remove")}</button>`}
    </div>
  </li>`;

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
