/* left.c: paragraphs that were read and left uncoded on purpose. */
#include "store/left.h"

#include "read.h"

enum err left_put(struct tx *tx, const struct paragraph *on, struct item *item)
{
	struct db_arg statement = db_int(tx, on->statement);
	struct db_arg start = db_int(tx, on->start);

	db_send(tx, Q_LEFT_PUT, DB_ARGS(statement, start, db_int(tx, on->end)));
	db_send(tx, Q_LEFT_STATE, DB_ARGS(statement, start));
	tx->noun = "paragraph";
	return read_written(tx, "start", item);
}

enum err left_delete(struct tx *tx, const struct paragraph *on, struct item *item)
{
	struct db_row row;

	db_send(tx, Q_LEFT_DELETE, DB_ARGS(db_int(tx, on->statement), db_int(tx, on->start)));
	TRY(db_row(tx, &row));
	*item = (struct item){
		.outcome = db_value(&row, "_outcome"),
		.action = db_number(&row, "_action"),
	};
	return OK;
}
