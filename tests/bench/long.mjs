// @ts-check
// long.mjs: statements of any length with any number of highlights, for the bench and for tests
// of the desk.  Written here, in several scripts, and the same each time.

import { spawn } from "node:child_process";
import { once } from "node:events";

/** @typedef {{tag: string, stance: string | null}} Tagging */
/** @typedef {{id: string, start: number, end: number, quote: string, note: string | null, taggings: Tagging[]}} Made */
/** @typedef {{text: string, marks: Made[]}} Long start and end count code points */
/** @typedef {{sockets: string}} Site */

/** One line a kind of paragraph; what a text is made of, by weight. */
const scripts = [
  { weight: 12, words: "the ferry of six towns keeps its hours and nobody asks why a bridge must be lit by wire when bread is ordered by wire too each harbour names one number that is answered at night and those who find a flaw tell those who can mend it before harm is done", stop: "." },
  { weight: 2, words: "мост паром город река никто право свет хлеб ночь гавань ответ вода мир помощь доверие каждый просит имеет", stop: "." },
  { weight: 2, words: "naïve façade Côte d’Ivoire São Tomé développement n\u0303 Cafe\u0301 Ärzte garçon über déjà vu señor", stop: "." },
  { weight: 1, words: "渡口 城市 桥梁 夜里 有人 回答 电话 面包 光线 法律 适用 网络 空间 医院 不得 攻击 信任", stop: "。" },
  { weight: 1, words: "القانون الدولي ينطبق على المدن الست والجسر والنهر والخبز والليل لا أحد يسأل لماذا", stop: "." },
  { weight: 2, words: "ferry 🛥️ and family 👩‍👩‍👧‍👦 sail under 🇪🇪 and 🇻🇳 with 👍🏽 twice 𝔗𝔥𝔢 end is near 🕊 they say", stop: "!" },
].flatMap(({ weight, words, stop }) => Array(weight).fill({ words: words.split(" "), stop }));

/** How many words a highlight has, by weight: words, sentences, paragraphs, pages. */
const lengths = [
  ...Array(12).fill([1, 3]), ...Array(16).fill([2, 9]), ...Array(16).fill([4, 30]), ...Array(4).fill([10, 60]),
  [60, 200], [200, 900],
];

/**
 * @param {{bytes: number, highlights: number, tags: readonly string[], stances: readonly (string | null)[], seed?: number}} wish
 *   seed: below 4096; in one project each its own
 * @returns {Long}
 */
export function longStatement({ bytes, highlights, tags, stances, seed = 7 }) {
  const below = random(seed);
  const { text, words } = prose(bytes, below);
  const points = pointsOf(text);
  const marks = Array.from({ length: highlights }, (_, n) => {
    const first = Math.floor((n * words.length) / highlights);
    const [least, most] = lengths[below(lengths.length)];
    const last = Math.min(words.length - 1, first + least + below(most - least + 1) - 1);
    const [from, to] = [words[first].from, words[last].to];
    return {
      id: idOf(seed, n), start: points[from], end: points[to], quote: text.slice(from, to),
      note: below(5) === 0 ? `See also passage ${n}.` : null,
      taggings: [{ tag: tags[below(tags.length)], stance: stances[below(stances.length)] }],
    };
  });
  return { text, marks };
}

/** Numbers below a limit, the same each time. @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ limit) => (state = (state * 48271) % 2147483647) % limit;
}

/**
 * Paragraphs of 1 to 12 sentences, and where their words are, in UTF-16.
 * @param {number} bytes @param {(limit: number) => number} below
 */
function prose(bytes, below) {
  /** @type {{from: number, to: number}[]} */ const words = [];
  /** @type {string[]} */ const parts = [];
  let [length, size] = [0, 0];
  const add = (/** @type {string} */ part) => {
    parts.push(part);
    length += part.length;
    size += Buffer.byteLength(part);
  };
  while (size < bytes) {
    const { words: known, stop } = scripts[below(scripts.length)];
    for (let sentences = 1 + below(12); sentences > 0; sentences--) {
      for (let n = 4 + below(20); n > 0; n--) {
        const word = known[below(known.length)];
        words.push({ from: length, to: length + word.length });
        add(n > 1 ? `${word} ` : `${word}${stop} `);
      }
    }
    add("\n\n");
  }
  return { text: parts.join(""), words };
}

/** How many code points come before each UTF-16 position. @param {string} text */
function pointsOf(text) {
  const points = new Uint32Array(text.length + 1);
  for (let unit = 0, point = 0; unit < text.length; point++) {
    const width = (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    unit += width;
    points[unit] = point + 1;
  }
  return points;
}

/** Version 7, as our own front end makes them. @param {number} seed @param {number} n */
const idOf = (seed, n) =>
  `01890000-0000-7${seed.toString(16).padStart(3, "0")}-8000-${n.toString(16).padStart(12, "0")}`;

/**
 * All of them at once into the database, as one action of the admin: an API that takes them one
 * by one would take minutes.
 * @param {Site} stack @param {{slug: string, id: number}} statement @param {readonly Made[]} marks
 */
export async function putAll({ sockets }, { slug, id }, marks) {
  const rows = JSON.stringify(marks).replaceAll("'", "''");
  const child = spawn("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", sockets, "-U", "postil_owner", "-d", "postil"],
    { stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.end(`BEGIN;
    SELECT enter_as('admin', '${slug}', 'manager');
    SELECT act('seed');
    CREATE TEMP TABLE made ON COMMIT DROP AS
    SELECT * FROM json_to_recordset('${rows}') AS m(id uuid, start integer, "end" integer, quote text, note text, taggings json);
    INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at, end_at, quote, note, taggings)
    SELECT current_project(), id, ${id}, 1, current_member(), start, "end", quote, note, taggings FROM made;
    INSERT INTO tagging (project_id, highlight_id, tag_id, stance, codebook_revision)
    SELECT current_project(), m.id, t.id, put.stance, 1
      FROM made m
     CROSS JOIN json_to_recordset(m.taggings) AS put(tag text, stance text)
      JOIN tag t ON t.project_id = current_project() AND t.key = put.tag;
    COMMIT;`);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error("the highlights could not be put");
}
