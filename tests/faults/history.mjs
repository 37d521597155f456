// @ts-check
// history.mjs: reads from the database what the ledger compares, and asks `postil check`.

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
    page = await rows(stack, `SELECT a.number, a.member_id AS member, a.kind, a.undoes,
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
    statements: await rows(stack, `SELECT id, title, deleted_at IS NOT NULL AS deleted FROM statement WHERE ${of}`),
    tags: await named(`SELECT id, key AS name FROM tag WHERE ${of}`),
    actors: await named(`SELECT id, name FROM actor WHERE ${of}`),
  };
}

/** What `postil check` finds in the project. @param {import("../support/stack.mjs").Stack} stack @param {string} slug
 * @returns {Promise<Finding[]>} */
export async function readCheck(stack, slug) {
  const { code, stdout, stderr } = await stack.postil(["check", "--project", slug]);
  const lines = stdout.trim().split("\n").slice(0, -1);
  if (code !== 0 && !lines.length) lines.push(stdout + stderr);
  return lines.map((what) => ({ kind: "half done", what }));
}
