/*
 * conn.h: the connection as the files of app/db share it.
 *
 * Between two transactions the connection is in pipeline mode, idle, with nothing
 * sent and nothing unread.
 */
#ifndef DB_CONN_H
#define DB_CONN_H

#include <libpq-fe.h>
#include <stdint.h>

struct db {
	PGconn *conn;			/* NULL: not connected */
	char *conninfo;			/* owned */
	int64_t rests_until;		/* monotonic ms: no new connection is tried before */
};

/* Gives the connection up; the next db_ready makes a new one. */
void conn_drop(struct db *);

#endif
