// @ts-check
// types.js: the shapes that the API answers with and that pages find in their state.
// Only types: nothing here is ever loaded.

/** @typedef {{id: number, login: string, name: string, is_admin: boolean}} Account */

/**
 * @typedef {object} Project
 * @property {string} slug
 * @property {string} title
 * @property {string | null} description
 * @property {string | null} language
 * @property {unknown} settings
 * @property {number} codebook_revision
 * @property {number} revision
 * @property {string} created
 * @property {number} statements
 * @property {number} statements_in_progress
 * @property {number} statements_done
 * @property {number} highlights
 * @property {string | null} [archived_at] since when nothing of it can be changed
 * @property {Role | null} role
 * @property {number} [member_id] of whoever asked, in a page's state
 */

/** @typedef {"reader" | "annotator" | "curator" | "manager"} Role */
/** @typedef {{key: string, least: string}} Right what may be done, and the least one must be */
/** @typedef {"person" | "state" | "organisation" | "group"} ActorKind */
/** @typedef {{id: number, name: string, kind: ActorKind, code: string | null}} ActorRef */
/** @typedef {ActorRef & {aliases: string[], revision: number}} Actor */

/**
 * @typedef {object} StatementFacts What is known of a statement besides its text.
 * @property {number} id
 * @property {string} title
 * @property {number} version
 * @property {string | null} date `2015`, `2015-09` or `2015-09-28`
 * @property {string | null} language BCP 47
 * @property {string | null} kind
 * @property {string | null} place
 * @property {string | null} forum
 * @property {string | null} meeting
 * @property {string | null} agenda_item
 * @property {string | null} symbol
 * @property {string | null} publisher
 * @property {string | null} source_url
 * @property {string | null} accessed_on
 * @property {string | null} licence
 * @property {ActorRef | null} speaker
 * @property {ActorRef | null} delegation
 * @property {ActorRef | null} on_behalf_of
 * @property {number} length code points
 * @property {CodingState} state
 * @property {number} revision
 * @property {string} created
 * @property {string} updated
 */

/** @typedef {"not started" | "in progress" | "done"} CodingState */
/**
 * @typedef {object} Snippet Where words that were looked for stand in a text.
 * @property {number} start code point of the text
 * @property {string} text
 * @property {[number, number][]} hits code points of the snippet
 */
/** @typedef {StatementFacts & {highlight_count: number, snippet?: Snippet | null}} StatementEntry one line of a list */
/** @typedef {StatementFacts & {highlight_count: number, meta: unknown}} StatementState without text and highlights */
/**
 * @typedef {StatementFacts
 *   & {text: string, sha256: string, meta: unknown, highlights: Highlight[], left_uncoded: LeftUncoded[]}} Statement
 */

/** @typedef {{start: number, end: number, member: MemberRef, at: string}} LeftUncoded a paragraph, in code points */

/** @typedef {{tag: string, stance: string | null}} Tagging */

/**
 * @typedef {object} Highlight
 * @property {string} id UUID
 * @property {number} [statement]
 * @property {number} version
 * @property {number} start code point
 * @property {number} end code point, not included
 * @property {string} quote
 * @property {{id: number, name: string}} author
 * @property {ActorRef | null} actor
 * @property {string | null} note
 * @property {Tagging[]} taggings
 * @property {number} revision
 * @property {string} created
 * @property {string} updated
 * @property {string | null} deleted_at
 */

/**
 * @typedef {object} Tag
 * @property {string} key
 * @property {string | null} parent
 * @property {string} label
 * @property {string | null} color `#rrggbb`
 * @property {string | null} definition
 * @property {string | null} example
 * @property {number} position
 * @property {boolean} retired
 * @property {number} revision
 * @property {number} highlight_count
 */

/**
 * @typedef {object} Stance
 * @property {string} key
 * @property {string} label
 * @property {string | null} definition
 * @property {-1 | 0 | 1} polarity
 * @property {number} position
 * @property {number} revision
 */

/** @typedef {{id: number, name: string}} MemberRef */
/** @typedef {MemberRef & {login: string | null, role: Role | null}} Member role null: out, or never in */

/**
 * @typedef {"project_create" | "project_change" | "member_add" | "member_change" |
 *   "member_remove" | "member_join" | "tag_create" | "codebook_import" | "statement_create" |
 *   "paragraph_leave" | "paragraph_return" | "statement_code" | "statement_change" | "statement_delete" | "import" | "highlight_put" | "highlight_patch" | "highlight_delete" |
 *   "undo" | "purge"} ActionKind
 */
/** @typedef {{id: number, title: string}} StatementRef */
/**
 * @typedef {object} Action One thing that a member did.
 * @property {number} number
 * @property {string} at
 * @property {MemberRef} member
 * @property {ActionKind} kind
 * @property {number | null} undoes
 * @property {number | null} undone_by
 * @property {number} events how many rows it changed
 * @property {(StatementRef & {deleted_at: string | null}) | null} statement
 * @property {{id: string, quote: string, deleted_at: string | null} | null} highlight
 * @property {string[]} tags labels, the first of them
 * @property {MemberRef & {role: Role | null} | null} about who was added, changed, removed
 * @property {Record<string, unknown> | null} project what was changed of it
 * @property {Record<string, unknown> | null} changes what was changed of the statement
 * @property {Record<string, unknown> | null} note what an import says of itself
 * @property {boolean} undoable
 */
/** @typedef {Pick<Action, "number" | "at" | "member" | "kind">} ActionRef */

/**
 * @typedef {object} ActionEvent One changed row.
 * @property {number} seq
 * @property {string} table
 * @property {Record<string, unknown>} key
 * @property {Record<string, unknown> | null} before null: inserted
 * @property {Record<string, unknown> | null} after null: deleted
 */

/**
 * @typedef {object} TrashItem
 * @property {"statement" | "highlight"} kind
 * @property {number | string} id
 * @property {string | null} title of a statement
 * @property {string | null} quote of a highlight
 * @property {StatementRef} statement
 * @property {string} deleted_at
 * @property {MemberRef} member
 * @property {number} action to undo
 */

/**
 * @typedef {object} Session of one's own
 * @property {string | number} id
 * @property {string} created
 * @property {string} last_seen
 * @property {string} expires
 * @property {string | null} user_agent
 * @property {string | null} address
 * @property {boolean} current
 */

/**
 * @typedef {object} Token of one's own
 * @property {string | number} id
 * @property {string} label
 * @property {"read" | "write"} scope
 * @property {string | null} project the only one it opens, by its slug
 * @property {string} created
 * @property {string | null} last_used
 * @property {string | null} expires its last day, UTC
 */

/**
 * @typedef {object} AccountEntry as site admins see it
 * @property {number} id
 * @property {string} login
 * @property {string} name
 * @property {boolean} is_admin
 * @property {string | null} disabled_at
 * @property {string} created
 * @property {string | null} last_seen
 * @property {number} sessions
 */

/**
 * @typedef {object} SiteProject by name and size
 * @property {string} slug
 * @property {string} title
 * @property {string} created
 * @property {string | null} archived_at
 * @property {number} members
 * @property {number} statements
 * @property {number} highlights
 * @property {number} size bytes, an estimate
 * @property {string | null} last_action_at
 */

/**
 * @typedef {object} Site
 * @property {string} version
 * @property {number} schema
 * @property {Database} database
 * @property {Record<"accounts" | "disabled" | "admins" | "sessions" | "tokens" | "projects" |
 *   "statements" | "highlights" | "actions", number>} counts
 * @property {number} throttled places from which sign-in has to wait
 */

/**
 * @typedef {object} Database
 * @property {string} version
 * @property {number} size bytes
 * @property {string} started
 * @property {number} connections
 * @property {number} connections_most
 */

/**
 * @template T
 * @typedef {{items: T[], next: string | null}} List
 */

/**
 * @typedef {object} PageState What a page's shell carries; which parts, its path decides.
 * @property {string} build
 * @property {string} [csrf]
 * @property {Account} [account]
 * @property {Record<string, unknown>} [settings] what the account has set for itself
 * @property {string[]} [languages] those that these pages speak
 * @property {Project} [project]
 * @property {string} [next] sign-in: where to go then
 * @property {List<Project>} [projects]
 * @property {List<StatementEntry>} [statements]
 * @property {Right[]} [rights]
 * @property {Site} [site]
 * @property {List<AccountEntry>} [accounts]
 * @property {List<Session>} [sessions]
 * @property {List<Token>} [tokens]
 * @property {Statement} [statement]
 * @property {Tag[]} [tags]
 * @property {Stance[]} [stances]
 * @property {number | null} [next_uncoded] the next statement that nobody has begun
 * @property {string} [open] the highlight to open
 * @property {List<Action>} [actions]
 * @property {List<TrashItem>} [trash]
 * @property {List<Member> | MemberRef[]} [members] activity: all that ever were, by id and name
 * @property {number} [status] error page
 * @property {string} [message] error page
 * @property {string} [detail] error page: what went wrong
 */

export {};
