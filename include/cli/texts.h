/*
 * texts.h: the files of `postil import`: each by its name alone, or as a line of a
 * metadata file tells about it.
 *
 * With both, the lines say what is known of the files given, and lines of other files
 * are passed over; a file that no line names is an error.
 */
#ifndef CLI_TEXTS_H
#define CLI_TEXTS_H

#include <stdint.h>

#include "cli/command.h"
#include "format/metadata.h"

struct texts {
	struct cli *cli;		/* borrowed; cli->tx is open and guarded */
	const struct metadata_rules *rules;	/* borrowed */
	const char *metadata;		/* path; NULL: none */
	int64_t count;			/* out: texts taken */
};

/* The exit status; a failure has been told. */
int texts_import(struct texts *);

#endif
