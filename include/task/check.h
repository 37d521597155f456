/*
 * check.h: does what is kept agree with what it is kept from, in a whole database?
 *
 * Quotes with their texts, copies and counts with the rows that they tell of, hashes with
 * the bodies, the codebook's trees with themselves, and every row that has a history with
 * what replaying its events gives.
 *
 * Nothing is changed.  All is seen at one moment, so people may go on working; memory is
 * constant, however much is wrong.
 */
#ifndef TASK_CHECK_H
#define TASK_CHECK_H

#include <stdint.h>

#include "base/err.h"
#include "db/tx.h"

struct check_finding {			/* borrowed, for the call alone */
	const char *project;		/* slug */
	const char *table;
	const char *key;		/* of the row; several columns stand between slashes */
	const char *what;		/* is wrong with it */
};

struct check {
	const char *slug;		/* in, borrowed: one project; NULL: all */
	/* A part begins: the one at place `at` of so many. */
	void (*begin)(void *ctx, const char *part, int at, int parts);
	void (*found)(void *ctx, const struct check_finding *);
	void *ctx;			/* borrowed */
	int64_t projects, actions, statements, highlights;	/* out: looked at */
	int64_t faults;			/* out */
};

/* The caller has called tx_begin_snapshot(); an unknown slug is ERR_NOT_FOUND `project`. */
enum err check_database(struct tx *, struct check *) MUST_CHECK;

#endif
