/*
 * columns.h: how one result's columns become JSON, decided once for all its rows.
 */
#ifndef DB_COLUMNS_H
#define DB_COLUMNS_H

#include <libpq-fe.h>

#include "base/arena.h"
#include "base/json_writer.h"

struct columns;

/* Arena. */
struct columns *columns_of(const PGresult *, struct arena *);

/* The members of one row, into the object that is open. */
void columns_write(const struct columns *, const PGresult *, int row, struct json_writer *);

#endif
