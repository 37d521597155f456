/*
 * sandbox.h: a project that is gone after the test: all happens in one transaction,
 * which is undone.  Without a database (POSTIL_DB_OPS) the test is skipped.
 */
#ifndef TASK_SANDBOX_H
#define TASK_SANDBOX_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "db/db.h"
#include "db/tx.h"
#include "store/project.h"

struct sandbox {
	struct arena *arena;
	struct db *db;
	struct fault fault;
	struct tx tx;
};

static int sandbox_open(void **state)
{
	struct sandbox *box = calloc(1, sizeof(*box));
	const char *where = getenv("POSTIL_DB_OPS");

	assert_non_null(box);
	box->arena = arena_new();
	box->db = db_open(where ? where : "");
	*state = box;
	return 0;
}

static int sandbox_close(void **state)
{
	struct sandbox *box = *state;

	tx_end(&box->tx);
	db_close(box->db);
	arena_free(box->arena);
	free(box);
	return 0;
}

static void sandbox_start(struct sandbox *box)
{
	if (!getenv("POSTIL_DB_OPS"))
		skip();
	tx_end(&box->tx);
	box->fault = (struct fault){ .at = -1 };
	assert_int_equal(tx_start(&box->tx, box->db, box->arena, &box->fault), OK);
}

/* Inside a new project, as its manager. */
static void sandbox_project(struct sandbox *box)
{
	struct project_new new = { .slug = "sandbox-of-a-test", .title = "Sandbox" };
	struct item made;

	sandbox_start(box);
	tx_begin(&box->tx);
	tx_enter_as(&box->tx, "admin", NULL, NULL);
	assert_int_equal(project_create(&box->tx, &new, &made), OK);
}

#endif
