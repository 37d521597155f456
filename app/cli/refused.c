#include "cli/refused.h"

#include <string.h>

#include "base/buf.h"
#include "http/message.h"

/* What is worded for requests elsewhere, or can happen in files alone. */
static const struct {
	const char *detail, *text;
} words[] = {
	{ "json_syntax",    "This is not well-formed JSON." },
	{ "json_utf8",      "This is not valid UTF-8." },
	{ "json_values",    "The JSON holds too many values." },
	{ "json_duplicate", "The same key stands twice in one object." },
	{ "unknown_field",  "This has no place here." },
	{ "missing",        "This is missing." },
	{ "wrong_type",     "This is of another type than it must be." },
	{ "unknown_tag",    "No tag has this key, neither in the file nor in the project." },
	{ "cycle",          "This tag is its own ancestor." },
	{ "key_taken",      "The project has a tag with this key, but with other content." },
	{ "title_value",    "The title asks for this, but the line has no such text or number." },
	{ "project",        "There is no such project, or the account is no member of it." },
	{ "role",           "The account's role does not allow this." },
	{ "sign_in",        "There is no such account." },
};

static const char *sentence(const char *detail, const struct message *message)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].detail, detail) == 0)
			return words[i].text;
	return message->text;
}

int refused(const struct cli *cli, const char *where)
{
	const struct fault *fault = &cli->fault;
	const char *detail = fault->detail ? fault->detail : err_name(fault->err);
	const struct message *message = message_of(detail);
	const char *field = fault->field ? fault->field : message->field;
	struct buf line = { 0 };

	if (where)
		buf_printf(&line, "%s: ", where);
	if (field && (fault->field || where))
		buf_printf(&line, "%s: ", field);
	buf_printf(&line, "%s (%s", sentence(detail, message), detail);
	if (fault->at >= 0)
		buf_printf(&line, " at byte %lld", (long long)fault->at);
	buf_puts(&line, ")");
	cli_say(cli, "%s", line.data);
	buf_free(&line);
	return 1;
}
