/* check.c: the parts of a check, one query each. */
#include "task/check.h"

static const struct {
	const char *name;
	enum query query;
} parts[] = {
	{ "numbers of actions",     Q_CHECK_ACTIONS },
	{ "texts and their hashes", Q_CHECK_BODIES  },
	{ "quotes",                 Q_CHECK_QUOTES  },
	{ "trees of tags",          Q_CHECK_TREES   },
	{ "copies of taggings",     Q_CHECK_COPIES  },
	{ "counts",                 Q_CHECK_COUNTS  },
	{ "states of coding",       Q_CHECK_CODING  },
	{ "words to be found by",   Q_CHECK_WORDS   },
	{ "history",                Q_CHECK_HISTORY },
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static enum err tell(void *ctx, const struct db_row *row)
{
	struct check *check = ctx;
	struct check_finding finding = {
		.project = db_value(row, "project"),
		.table = db_value(row, "table_name"),
		.key = db_value(row, "key"),
		.what = db_value(row, "what"),
	};

	check->faults++;
	check->found(check->ctx, &finding);
	return OK;
}

/* The project's id, or NULL for all. */
static enum err look_around(struct tx *tx, struct check *check, const char **one)
{
	struct db_row row;

	db_send(tx, Q_CHECK_SCOPE, DB_ARGS(db_text(check->slug)));
	TRY(db_row(tx, &row));
	check->projects = db_number(&row, "projects");
	check->actions = db_number(&row, "actions");
	check->statements = db_number(&row, "statements");
	check->highlights = db_number(&row, "highlights");
	*one = db_value(&row, "_one");
	return OK;
}

enum err check_database(struct tx *tx, struct check *check)
{
	const char *one;

	check->faults = 0;
	TRY(look_around(tx, check, &one));
	for (int i = 0; i < PARTS; i++)
		db_send(tx, parts[i].query, DB_ARGS(db_text(one)));
	for (int i = 0; i < PARTS; i++) {
		check->begin(check->ctx, parts[i].name, i, PARTS);
		TRY(db_each(tx, tell, check));
	}
	return OK;
}
