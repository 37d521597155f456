// @ts-check
// sections.js: what a project consists of, and who is led there: the table of the frame's links.

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { say } from "../words.js";
import { link } from "./menus.js";

/** @import {Project, Role} from "../types.js" */
/** @typedef {"library" | "codebook" | "activity" | "settings" | "trash"} Section */
/**
 * @typedef {object} Place
 * @property {Exclude<Section, "trash">} section
 * @property {string} path
 * @property {Role} [only] nobody else may open it
 * @property {Section} [leadsTo] a page without a link of its own up here
 */

/** @type {Place[]} */
const places = [
  { section: "library", path: "" },
  { section: "codebook", path: "/codebook" },
  { section: "activity", path: "/activity", leadsTo: "trash" },
  { section: "settings", path: "/settings", only: "manager" },
];

/** The path of a page of the project. @param {string} slug @param {string} [path] begins with a slash */
export const projectPath = (slug, path = "") => `/p/${encodeURIComponent(slug)}${path}`;

/** @param {Project} project @param {Section | undefined} here */
export const sectionLinks = (project, here) => placesOf(project).map((place) => html`
  <a href=${projectPath(project.slug, place.path)}
    aria-current=${currency(place, here)}>${say(`frame.${place.section}`)}</a>`);

/** @param {Project} project */
export const sectionItems = (project) => placesOf(project).map(({ section, path }) =>
  link(projectPath(project.slug, path), say(`frame.${section}`)));

/** @param {Project} project */
const placesOf = ({ role }) => places.filter(({ only }) => !only || only === role);

/** This very page, or the section that it belongs to. @param {Place} place @param {Section | undefined} here */
function currency({ section, leadsTo }, here) {
  if (here === section) return "page";
  return here && here === leadsTo ? "true" : nothing;
}
