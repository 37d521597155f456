/*
 * import.h: many texts come in as one action of one transaction.
 *
 * They leave in batches, so memory stays the same however many there are.  Nothing is
 * kept unless the caller's tx_finish() says OK.
 *
 * The caller has called tx_begin() and queued the guard.  Failures are told in tx->fault;
 * after one there is nothing more to do but tx_end().
 */
#ifndef TASK_IMPORT_H
#define TASK_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/err.h"
#include "db/tx.h"
#include "format/metadata.h"

enum { IMPORT_BATCH = 32 };		/* texts; fewer when they are long */

struct import {
	struct tx *tx;			/* borrowed */
	size_t text_max;		/* bytes that a text may have */
	struct arena *home;		/* borrowed: what tx->arena was */
	struct arena *batch;		/* owned by home; tx->arena until import_end() */
	const char *places[IMPORT_BATCH];	/* of those queued; batch */
	size_t queued, bytes;
	int64_t count;			/* texts that the database has taken */
	crypto_hash_sha256_state hash;	/* of all their bytes, one after the other */
	const char *refused;		/* after a failure: the place of the text at fault */
};

struct import_text {			/* all borrowed, for the call alone */
	const char *bytes;		/* as they stood in the file */
	size_t len;
	const char *file;		/* name of the file; NULL: it has none */
	const struct metadata *metadata;	/* NULL: none */
	const char *place;		/* for messages: which text this is */
};

/* Begins the action; a refusal by the guard is told here. */
enum err import_begin(struct import *, struct tx *, size_t text_max) MUST_CHECK;

/*
 * Takes a text through the door (base/text_door) and queues it.  A failure may be that
 * of an earlier text of its batch: import->refused says whose it is, NULL: nobody's.
 *
 * Its title: that of the metadata, else the file's name, else the first line that is
 * not empty, cut to 200 code points.
 */
enum err import_text(struct import *, const struct import_text *) MUST_CHECK;

/*
 * Sends what waits, then the action's own event: {"format": "txt", "sha256", "statements"},
 * the hash being that of all files' bytes in their order; gives tx its arena back.
 */
enum err import_end(struct import *) MUST_CHECK;

#endif
