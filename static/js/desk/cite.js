// @ts-check
// cite.js: a passage as others quote it: its words, who said them and where, and the way back
// to them.  As text, and as markup for those who paste into a document.
//
// The quotation marks are those of the interface's language, not of the words quoted: they
// belong to the sentence that quotes, which is ours, with its months and its «for».

/** @import {Statement} from "../types.js" */
/** @typedef {Pick<Statement, "title" | "language" | "speaker" | "delegation" | "on_behalf_of" | "forum"
 *   | "meeting" | "symbol" | "date" | "source_url">} Source */
/**
 * @typedef {object} Quoted
 * @property {string} quote
 * @property {{name: string} | null} actor who says it, when it is not the speaker
 * @property {[first: number, last: number]} paragraphs
 * @property {string} link where it is seen
 */
/** @typedef {"cite.quoted" | "cite.for" | "cite.on-behalf" | "cite.said-by" | "cite.paragraph" | "cite.paragraphs"} Saying */
/**
 * @typedef {object} Words
 * @property {(key: Saying, values: Record<string, string>) => string} say
 * @property {(date: string) => string} dateWords as precise as it is known
 * @property {(pieces: string[]) => string} rowWords side by side
 */
/** @typedef {{text: string, html: string}} Citation */

/** @param {Quoted} quoted @param {Source} source @param {Words} words @returns {Citation} */
export function citation(quoted, source, { say, dateWords, rowWords }) {
  const before = [saidBy(quoted, source, say), ...speakers(source, say)].filter(Boolean);
  const after = [source.forum, source.meeting, source.date && dateWords(source.date), source.symbol,
    paragraphs(quoted.paragraphs, say)].flatMap((piece) => piece || []);
  const links = [webAddress(source.source_url), quoted.link].filter(Boolean);
  const lines = inLines(quoted.quote);
  const all = (/** @type {(words: string) => string} */ written, /** @type {string} */ title) =>
    rowWords([...before.map(written), title, ...after.map(written)]);
  return {
    text: [`${say("cite.quoted", { quote: lines.join("\n\n") })} (${all(String, source.title)})`, ...links].join("\n"),
    html: asMarkup({ lines, links, source, all: all(escaped, `<cite>${escaped(source.title)}</cite>`) }, say),
  };
}

/** A line break within a paragraph is of the paper it stood on. @param {string} quote */
const inLines = (quote) => quote.split(/\n\s*\n/).map((part) => part.trim().replace(/\s*\n\s*/g, " "));

/** @param {Quoted} quoted @param {Source} source @param {Words["say"]} say */
const saidBy = ({ actor }, { speaker }, say) =>
  (actor && actor.name !== speaker?.name ? say("cite.said-by", { name: actor.name }) : "");

/** Whoever speaks, and for whom. @param {Source} source @param {Words["say"]} say @returns {string[]} */
function speakers({ speaker, delegation, on_behalf_of: group }, say) {
  const state = delegation && delegation.name !== speaker?.name ? delegation.name : "";
  return [
    speaker?.name ?? "",
    state && (speaker ? say("cite.for", { name: state }) : state),
    group && group.name !== state ? say("cite.on-behalf", { name: group.name }) : "",
  ];
}

/** @param {[number, number]} numbers @param {Words["say"]} say */
const paragraphs = ([first, last], say) => (first === last
  ? say("cite.paragraph", { n: String(first) })
  : say("cite.paragraphs", { first: String(first), last: String(last) }));

/** What came from outside is an address, or is left out. @param {string | null} url */
const webAddress = (url) => (url && /^https?:\/\//i.test(url) ? url : "");

/**
 * @param {{lines: string[], links: string[], source: Source, all: string}} parts all: of the source, as markup
 * @param {Words["say"]} say
 */
function asMarkup({ lines, links, source, all }, say) {
  const language = source.language ? ` lang="${escaped(source.language)}"` : "";
  const quote = `<span${language} dir="auto">${lines.map(escaped).join("<br><br>")}</span>`;
  const [open, close] = say("cite.quoted", { quote: "\n" }).split("\n").map(escaped);
  const anchors = links.map((url) => `<br><a href="${escaped(url)}">${escaped(url)}</a>`);
  return `<p>${open}${quote}${close} (${all})${anchors.join("")}</p>`;
}

/** @type {Record<string, string>} */
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => entities[sign]);
