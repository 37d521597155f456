/*
 * tx.h: one request's transaction, sent as one libpq pipeline.
 *
 * Queries are queued with db_send and leave together at the first read, followed by
 * Sync; without db_begin that is one implicit transaction.  Results are read in the
 * order of sending.  The first failure wins: it is kept in *tx->fault, every later
 * read returns it, and PostgreSQL has skipped whatever came after.
 *
 * Nothing is committed before tx_finish has returned OK: answer only then.
 * JSON texts and all values are kept in tx->arena.
 */
#ifndef DB_TX_H
#define DB_TX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json_writer.h"
#include "queries.h"

struct db;

enum { TX_QUEUE = 128, TOKEN_HASH_BYTES = 32 };

struct tx {
	struct db *db;			/* borrowed */
	struct arena *arena;		/* borrowed */
	struct fault *fault;		/* borrowed; where a refusal is told */
	const char *noun;		/* static; what is not there when a row is missing */
	bool used;			/* something was sent */
	bool synced;			/* a Sync is under way; reads come next */
	bool block;			/* inside BEGIN … COMMIT */
	bool streaming;			/* rows of a stream are still to come */
	int64_t account;		/* who it is, once the guard's answer was read */
	const char *language;		/* arena; that account's, once it was read; NULL: no choice */
	unsigned guard;			/* the guard's number among the queries, from 1; 0: none */
	unsigned sent, taken;		/* queries so far; at most TX_QUEUE apart */
	bool wanted[TX_QUEUE];		/* by number modulo TX_QUEUE: are its rows to be read? */
};

/* A query's parameter.  The bytes are borrowed until the first read. */
struct db_arg {
	const char *value;		/* NULL: SQL NULL */
	int length;			/* bytes; used for binary ones only */
	int format;			/* 0 text, 1 binary */
};

#define DB_ARGS(...) (const struct db_arg[]){ __VA_ARGS__ }
#define DB_NONE NULL

struct db_arg db_int(struct tx *, int64_t);
struct db_arg db_int_or_null(struct tx *, int64_t, int64_t null);	/* null: the value that means NULL */
struct db_arg db_bool(bool);
struct db_arg db_text(const char *text);		/* NULL: SQL NULL */
struct db_arg db_bytes(const void *bytes, int length);	/* bytea */

/* Begins: connects and prepares when needed.  ERR_UNAVAILABLE: the database is away. */
enum err tx_start(struct tx *, struct db *, struct arena *, struct fault *) MUST_CHECK;

/* Opens an explicit transaction, for a look in between; write: false for READ ONLY. */
void tx_begin(struct tx *);
void tx_begin_snapshot(struct tx *);	/* REPEATABLE READ, READ ONLY: an export's */

/* What someone shows at the door, and what for. */
struct tx_entry {
	const void *token_hash;		/* borrowed; TOKEN_HASH_BYTES: a SHA-256 */
	const char *slug;		/* of the project; NULL: none */
	const char *least;		/* role, or `admin` without a project; NULL: any account */
	const char *scope;		/* of an API token: read, write, session; NULL: a session */
};

/* The guard: the first query, whose result is checked before any other is read. */
void tx_enter(struct tx *, const struct tx_entry *);
void tx_enter_as(struct tx *, const char *login, const char *slug, const char *least);

/* Queues a query.  The count of args is the query's own. */
void db_send(struct tx *, enum query, const struct db_arg args[]);
/* Queues a query whose rows do not matter: a failure shows at the next read. */
void db_do(struct tx *, enum query, const struct db_arg args[]);

/* One row, for C to read.  No row: ERR_NOT_FOUND tx->noun; more than one: our bug. */
struct db_row {
	const void *result;		/* PGresult, arena */
	int at;
};
enum err db_row(struct tx *, struct db_row *) MUST_CHECK;
const char *db_value(const struct db_row *, const char *column);	/* NULL: SQL NULL */
bool db_has(const struct db_row *, const char *column);			/* is there such a column? */
int64_t db_number(const struct db_row *, const char *column);		/* 0: SQL NULL */
bool db_truth(const struct db_row *, const char *column);		/* false: SQL NULL */

/* By place, for tables of cells: the bytes of a value, NULL: SQL NULL. */
const char *db_cell(const struct db_row *, int at, size_t *len);
const char *db_cell_name(const struct db_row *, int at);		/* NULL: no such column */

/*
 * Rows to JSON.  Keys are column names; a column named _x is for C and not written.
 * db_columns writes the members of one row into the object that is open in *w, and
 * db_columns_row lets C look at that row too (its _outcome, its revision); db_items
 * writes a whole array, db_nested a key and an array.
 */
enum err db_columns(struct tx *, struct json_writer *w) MUST_CHECK;
enum err db_columns_row(struct tx *, struct json_writer *w, struct db_row *) MUST_CHECK;
enum err db_items(struct tx *, struct json_writer *w) MUST_CHECK;
enum err db_nested(struct tx *, struct json_writer *w, const char *key) MUST_CHECK;

/* "items": […], "next": cursor or null; of a query that was asked for limit + 1 rows. */
enum err db_page(struct tx *, struct json_writer *w, int limit) MUST_CHECK;

/*
 * Called for each row as it comes in; constant memory.  An error ends the reading: what
 * is still to come costs the connection, which is cheaper than reading a million rows.
 */
typedef enum err db_row_fn(void *ctx, const struct db_row *);
enum err db_each(struct tx *, db_row_fn *, void *ctx) MUST_CHECK;
/* The same rows as JSON array items, one a line, into a writer that flushes itself. */
enum err db_stream(struct tx *, struct json_writer *w) MUST_CHECK;

/* A writer on tx's arena with an object already open; json_done closes it. */
struct json_writer *json_start(struct tx *);
enum err json_done(struct json_writer *, const char **json) MUST_CHECK;

/* Commits (Sync, and COMMIT in a block) and reads to the end.  Only now it is true. */
enum err tx_finish(struct tx *) MUST_CHECK;
/* Leaves the connection idle whatever happened; a tx that was not finished is undone. */
void tx_end(struct tx *);

#endif
