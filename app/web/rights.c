/* rights.c: the table of rights as rights.h lists it. */
#include "web/rights.h"

#define RIGHT_ROW(name, key, least) [name] = { key, least },
const struct right_row rights[RIGHT_COUNT] = { RIGHT_LIST(RIGHT_ROW) };

const char *access_word(enum access access)
{
	static const char *const words[] = {
		[ANYONE] = "anyone",
		[SIGNED_IN] = "signed_in",
		[OWN_ACCOUNT] = "own_account",
		[PROJECT_MAKER] = "project_maker",
		[SITE_ADMIN] = "site_admin",
		[READER] = "reader",
		[ANNOTATOR] = "annotator",
		[CURATOR] = "curator",
		[MANAGER] = "manager",
	};

	return words[access];
}
