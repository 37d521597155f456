/* sign_in.c: tries, counted by definer functions. */
#include "store/sign_in.h"

#include "read.h"

enum err sign_in_try(struct tx *tx, struct sign_in *who)
{
	struct db_row row;

	db_send(tx, Q_SIGN_IN_TRY, DB_ARGS(db_text(who->login), db_text(who->address)));
	TRY(db_row(tx, &row));
	TRY(read_wait(tx, &row));
	who->login = db_value(&row, "login");
	who->account = db_number(&row, "id");
	who->hash = db_value(&row, "password_hash");
	who->disabled = db_truth(&row, "disabled");
	return OK;
}

void sign_in_failed(struct tx *tx, const struct sign_in *who)
{
	db_do(tx, Q_SIGN_IN_FAILED, DB_ARGS(db_text(who->login), db_text(who->address)));
}

void sign_in_passed(struct tx *tx, const struct sign_in *who)
{
	db_do(tx, Q_SIGN_IN_PASSED, DB_ARGS(db_text(who->login), db_text(who->address)));
}
