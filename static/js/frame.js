// @ts-check
// frame.js: what stands above every page: the project and its sections, export, the account.

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { get, send, inProject } from "./api.js";
import { closeMenu, menuButtonKeys, menuKeys, toggleMenu } from "./menu.js";
import { unlessSeen } from "./nameless.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** @import {Project} from "./types.js" */
/** @typedef {"library" | "codebook"} Section */

/** What a project has besides its statements. @type {{section: Section, path: string}[]} */
const sections = [
  { section: "library", path: "" },
  { section: "codebook", path: "/codebook" },
];
const formats = /** @type {const} */ (["json", "csv"]);

/** @type {{section?: Section, projects: Project[] | null, failed: boolean}} */
const shown = { projects: null, failed: false };

/**
 * Draws the frame into the shell's `<header class="frame">` and names the page.
 * @param {{section?: Section, title: string}} page
 */
export function mountFrame({ section, title }) {
  shown.section = section;
  setTitle(title);
  draw();
}

/** @param {string} title */
export function setTitle(title) {
  document.title = `${title} – Postil`;
}

/** The path of a page of the project. @param {string} slug @param {string} [path] begins with a slash */
export const projectPath = (slug, path = "") => `/p/${encodeURIComponent(slug)}${path}`;

function draw() {
  const header = document.querySelector(".frame");
  if (header instanceof HTMLElement) render(content(), header);
}

const content = () => html`
  <a class="brand" href="/" aria-label=${say("frame.home")}>Postil</a>
  ${state.project ? ofProject(state.project) : html`<span class="sections"></span>`}
  ${state.account ? accountMenu(state.account) : nothing}`;

/** @param {Project} project */
const ofProject = (project) => html`
  ${projectMenu(project)}
  <nav class="sections" aria-label=${say("frame.sections")}>${sections.map(({ section, path }) => html`
    <a href=${projectPath(project.slug, path)}
      aria-current=${shown.section === section ? "page" : nothing}>${say(`frame.${section}`)}</a>`)}
  </nav>
  <div class="menu end not-narrow">
    <button type="button" class="plain opens" aria-haspopup="menu" aria-expanded="false"
      @click=${toggleMenu} @keydown=${menuButtonKeys}>${say("frame.export")}</button>
    ${menu(say("frame.export"), exportItems())}
  </div>`;

/** @param {string} name @param {unknown} items */
const menu = (name, items) => html`
  <div role="menu" aria-label=${name} hidden @keydown=${menuKeys} @click=${closeMenu}>${items}</div>`;

/** @param {Project} project */
const projectMenu = (project) => html`
  <div class="menu">
    <button type="button" class="project opens" aria-haspopup="menu" aria-expanded="false"
      @click=${openProjects} @keydown=${openProjectsByKey}>
      <span dir="auto">${project.title.trim() ? project.title : project.slug}</span></button>
    ${menu(say("frame.projects"), projectItems(project))}
  </div>`;

/** On a narrow screen also what else the frame holds. @param {Project} project */
const projectItems = (project) => html`
  <div class="only-narrow" role="group" aria-label=${say("frame.sections")}>
    ${sections.map(({ section, path }) => html`
    <a role="menuitem" tabindex="-1" href=${projectPath(project.slug, path)}>${say(`frame.${section}`)}</a>`)}
    ${exportItems()}
    <hr>
  </div>
  ${otherProjects(project)}
  <a role="menuitem" tabindex="-1" href="/">${say("frame.all")}</a>`;

/** @param {Project} project */
function otherProjects(project) {
  if (shown.failed) {
    return html`<p class="aside" role="presentation">${say("frame.projects.failed")}</p>`;
  }
  const others = shown.projects?.filter(({ slug }) => slug !== project.slug) ?? [];
  if (others.length === 0) return nothing;
  return html`${others.map(({ slug, title }) => html`
    <a role="menuitem" tabindex="-1" href=${projectPath(slug)} dir="auto"
      aria-label=${unlessSeen(title, slug)}>${title}</a>`)}<hr>`;
}

const exportItems = () => formats.map((format) => html`
  <a role="menuitem" tabindex="-1" download
    href=${`${inProject("export")}?format=${format}`}>${say(`frame.export.${format}`)}</a>`);

/** @param {import("./types.js").Account} account */
const accountMenu = ({ name, login }) => html`
  <div class="menu end">
    <button type="button" class="me" aria-haspopup="menu" aria-expanded="false"
      @click=${toggleMenu} @keydown=${menuButtonKeys}>${initials(name)}<span
      class="unseen">, ${say("frame.account", { name })}</span></button>
    ${menu(say("frame.account", { name }), html`
      <p class="who" role="presentation">
        <span dir="auto">${name}</span> <span class="aside" dir="auto">${login}</span>
      </p>
      <hr>
      <button type="button" role="menuitem" tabindex="-1" @click=${signOut}>${say("frame.sign-out")}</button>`)}
  </div>`;

/** Two letters for a person. @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...word][0]).join("").toUpperCase();
}

/** @param {Event} event */
function openProjects(event) {
  toggleMenu(event);
  loadProjects();
}

/** @param {KeyboardEvent} event */
function openProjectsByKey(event) {
  menuButtonKeys(event);
  if (event.defaultPrevented) loadProjects();
}

async function loadProjects() {
  if (shown.projects) return;
  try {
    shown.projects = (await get("/api/projects?limit=200")).items;
    shown.failed = false;
  } catch {
    shown.failed = true;
  }
  draw();
}

async function signOut() {
  try {
    await send("DELETE", "/api/session");
  } catch {
    // Already signed out, or no way to the server: the sign-in page tells which.
  }
  location.assign("/login");
}
