// @ts-check
// history.mjs: reads from the database what the ledger compares, and what must never be so.

/** @typedef {import("./ledger.mjs").Stored} Stored */
/** @typedef {import("./ledger.mjs").Finding} Finding */
/** @typedef {{psql: (sql: string) => Promise<string>}} Asked */

/** Actions read at a time. */
const PAGE = 10_000;

/** Each row as JSON. @param {Asked} stack @param {string} sql @returns {Promise<any[]>} */
async function rows(stack, sql) {
  const said = await stack.psql(`SELECT row_to_json(r) FROM (${sql}) r`);
  return said ? said.split("\n").map((line) => JSON.parse(line)) : [];
}

/** @param {Asked} stack @param {number} project @returns {Promise<Stored>} */
export async function readStored(stack, project) {
  const of = `project_id = ${project}`;
  const actions = [];
  for (let page = [], last = 0; last === 0 || page.length; last += PAGE) {
    page = await rows(stack, `SELECT a.number, a.member_id AS member, a.kind,
        (SELECT coalesce(json_agg(json_build_object('seq', e.seq, 'table', e.table_name, 'key', e.key,
                                                    'before', e.before, 'after', e.after) ORDER BY e.seq), '[]')
           FROM event e WHERE e.project_id = a.project_id AND e.action = a.number) AS events
      FROM action a WHERE ${of} AND a.number > ${last} AND a.number <= ${last + PAGE} ORDER BY a.number`);
    actions.push(...page);
  }
  const named = async (/** @type {string} */ sql) => new Map((await rows(stack, sql.replaceAll("$1", String(project)))).map(({ id, name }) => [id, name]));
  return {
    actions,
    highlights: (await rows(stack, `SELECT h.id, h.revision, h.deleted_at, h.statement_id AS statement,
        h.start_at AS start, h.end_at AS end, h.note, a.name AS actor, (
        SELECT coalesce(json_agg(json_build_object('tag', t.key, 'stance', g.stance)), '[]')
          FROM tagging g JOIN tag t ON t.project_id = g.project_id AND t.id = g.tag_id
         WHERE g.project_id = h.project_id AND g.highlight_id = h.id) AS taggings
      FROM highlight h LEFT JOIN actor a ON a.project_id = h.project_id AND a.id = h.actor_id
     WHERE h.${of}`)).map(({ id, revision, deleted_at, actor, ...content }) => ({
      id, revision, content: deleted_at ? null : { ...content, actor: actor && { name: actor } },
    })),
    statements: await rows(stack, `SELECT id, title FROM statement WHERE ${of}`),
    tags: await named(`SELECT id, key AS name FROM tag WHERE ${of}`),
    actors: await named(`SELECT id, name FROM actor WHERE ${of}`),
  };
}

/** Rows of project $1 that must not be there, whatever happened. @type {Record<string, string>} */
const wrongs = {
  "an event of no action":
    `SELECT e.action, e.seq FROM event e WHERE e.project_id = $1 AND NOT EXISTS (SELECT FROM action a
      WHERE a.project_id = e.project_id AND a.number = e.action)`,
  "a last action that is not the last":
    `SELECT p.id, p.last_action FROM project p WHERE p.id = $1 AND p.last_action <>
      (SELECT count(*) FROM action a WHERE a.project_id = p.id)`,
  "a quote that is not verbatim":
    `SELECT h.id FROM highlight h JOIN statement_version v ON v.project_id = h.project_id
        AND v.statement_id = h.statement_id AND v.version = h.version
      WHERE h.project_id = $1 AND h.quote <> substr(v.body, h.start_at + 1, h.end_at - h.start_at)`,
  "a copy that is not its taggings":
    `SELECT h.id, h.taggings FROM highlight h WHERE h.project_id = $1 AND h.taggings::jsonb <>
      (SELECT coalesce(jsonb_agg(jsonb_build_object('tag', t.key, 'stance', g.stance) ORDER BY t.id), '[]')
         FROM tagging g JOIN tag t ON t.project_id = g.project_id AND t.id = g.tag_id
        WHERE g.project_id = h.project_id AND g.highlight_id = h.id)`,
  "a tag's count":
    `SELECT t.key, t.highlight_count FROM tag t WHERE t.project_id = $1 AND t.highlight_count <>
      (SELECT count(*) FROM tagging g JOIN highlight h ON h.project_id = g.project_id AND h.id = g.highlight_id
        WHERE g.project_id = t.project_id AND g.tag_id = t.id AND h.deleted_at IS NULL)`,
  "a statement's count":
    `SELECT s.id, s.highlight_count FROM statement s WHERE s.project_id = $1 AND s.highlight_count <>
      (SELECT count(*) FROM highlight h
        WHERE h.project_id = s.project_id AND h.statement_id = s.id AND h.deleted_at IS NULL)`,
  "a project's counts":
    `SELECT p.id, p.highlight_count, p.statement_count FROM project p
      WHERE p.id = $1 AND (p.highlight_count, p.statement_count) <>
      ((SELECT count(*) FROM highlight h WHERE h.project_id = p.id AND h.deleted_at IS NULL),
       (SELECT count(*) FROM statement s WHERE s.project_id = p.id))`,
};

/** @param {Asked} stack @param {number} project @returns {Promise<Finding[]>} */
export async function readWrongs(stack, project) {
  const found = [];
  for (const [name, sql] of Object.entries(wrongs))
    for (const row of await rows(stack, sql.replaceAll("$1", String(project))))
      found.push({ kind: /** @type {const} */ ("half done"), what: `${name}: ${JSON.stringify(row)}` });
  return found;
}
