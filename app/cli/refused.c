#include "cli/refused.h"

#include <string.h>

#include "base/buf.h"
#include "http/message.h"

/* What is worded for requests elsewhere, or can happen in files alone. */
static const struct message words[] = {
	{ "json_syntax",    NULL, "This is not well-formed JSON." },
	{ "json_utf8",      NULL, "This is not valid UTF-8." },
	{ "json_values",    NULL, "The JSON holds too many values." },
	{ "json_duplicate", NULL, "The same key stands twice in one object." },
	{ "unknown_field",  NULL, "This has no place here." },
	{ "missing",        NULL, "This is missing." },
	{ "wrong_type",     NULL, "This is of another type than it must be." },
	{ "unknown_tag",    NULL, "No tag has this key, neither in the file nor in the project." },
	{ "cycle",          NULL, "This tag is its own ancestor." },
	{ "key_taken",      NULL, "The project has a tag with this key, but with other content." },
	{ "title_value",    NULL, "The title asks for it, but the line has no such text or number." },
	{ "bad_url",        "source_url", "The address must begin with http:// or https://." },
	{ "bad_kind",       "kind", "A kind is verbatim, as delivered, summary, press release, news "
				    "report, transcript, translation or resolution." },
	{ "project",        NULL, "There is no such project, or the account is no member of it." },
	{ "role",           NULL, "The account's role does not allow this." },
	{ "sign_in",        NULL, "There is no such account." },
};

static const struct message *words_of(const char *detail)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].detail, detail) == 0)
			return &words[i];
	return message_of(detail);
}

int refused(const struct cli *cli, const char *where)
{
	const struct fault *fault = &cli->fault;
	const char *detail = fault->detail ? fault->detail : err_name(fault->err);
	const struct message *message = words_of(detail);
	const char *field = fault->field ? fault->field : message->field;
	struct buf line = { 0 };

	if (where)
		buf_printf(&line, "%s: ", where);
	if (field && (fault->field || where))
		buf_printf(&line, "%s: ", field);
	buf_printf(&line, "%s (%s", message->text, detail);
	if (fault->at >= 0)
		buf_printf(&line, " at byte %lld", (long long)fault->at);
	buf_puts(&line, ")");
	cli_say(cli, "%s", line.data);
	buf_free(&line);
	return 1;
}
