/*
 * import_file.h: one file, whatever it is, comes into a project as one action.
 *
 * txt: a text becomes a statement; json: a codebook, whose tags are added.  Without a
 * format it is guessed: by the ending of the file's name, else a file that begins with
 * { is JSON.
 */
#ifndef TASK_IMPORT_FILE_H
#define TASK_IMPORT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/tx.h"

struct import_file {			/* all borrowed */
	const char *bytes;
	size_t len;
	const char *name;		/* NULL: none */
	bool cut;			/* there were more bytes than anybody will keep */
	size_t text_max;		/* bytes that a text may have */
};

struct import_report {
	const char *format;		/* static */
	const char *sha256;		/* of the file, hex; arena */
	int64_t statements, tags;	/* new ones */
};

/*
 * The caller has called tx_begin() and queued the guard, and finishes the transaction.
 * ERR_INVALID format: it is none of these.  Else as text_door() and codebook_read() say;
 * a fault in a tag names its field as `tags[key].color`.
 */
enum err import_file(struct tx *, const struct import_file *, const char *format,
		     struct import_report *) MUST_CHECK;

#endif
