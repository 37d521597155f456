/* message.c: each detail word in one sentence.  Sorted by what it is about. */
#include "http/message.h"

#include <stddef.h>
#include <string.h>

const struct message messages[] = {
	/* The request itself. */
	{ "bad_request", NULL, "The request cannot be understood." },
	{ "path", NULL, "There is nothing at this address." },
	{ "method", NULL, "This address does not answer to that method." },
	{ "body_too_large", NULL, "The body is larger than is allowed here." },
	{ "body_length", NULL, "The body is not as long as Content-Length says." },
	{ "content_type", NULL, "The body must be application/json in UTF-8." },
	{ "not_json", NULL, "The body is empty; JSON is expected." },
	{ "json_syntax", NULL, "The body is not well-formed JSON." },
	{ "json_depth", NULL, "The JSON is nested too deeply." },
	{ "json_utf8", NULL, "The body is not valid UTF-8." },
	{ "json_surrogate", NULL, "A \\u escape is half of a surrogate pair." },
	{ "json_nul", NULL, "A text holds a NUL character." },
	{ "json_duplicate", NULL, "The same key stands twice in one object." },
	{ "json_values", NULL, "The body holds too many values." },
	{ "multipart", NULL, "The body is not well-formed multipart/form-data." },
	{ "multipart_head", NULL, "The head of a part is too long." },
	{ "multipart_parts", NULL, "The body has too many parts." },
	{ "origin", NULL, "The request was made by a page of another site." },
	{ "csrf", NULL, "X-CSRF-Token is missing or wrong; reload the page." },
	{ "too_many", NULL, "Too many requests; try again later." },

	/* Who may. */
	{ "sign_in", NULL, "Sign in first." },
	{ "wrong_login", NULL, "Login or password is wrong." },
	{ "wrong_password", "current_password", "This is not your current password." },
	{ "bad_bearer", NULL, "The token is unknown, expired or revoked." },
	{ "scope", NULL, "The token is not good for this." },
	{ "bad_reset", "token", "The link was used already, or has expired." },
	{ "last_admin", NULL, "This is the last account that may manage accounts." },
	{ "role", NULL, "Your role does not allow this." },
	{ "project", NULL, "There is no such project, or you are no member of it." },

	{ "archived", NULL, "The project is archived; nothing in it can be changed." },
	{ "last_manager", NULL, "A project must have a manager; make somebody else one first." },

	/* Fields and parameters. */
	{ "invalid", NULL, "A value is not allowed." },
	{ "unknown_field", NULL, "There is no such field." },
	{ "unknown_parameter", NULL, "There is no such parameter." },
	{ "parameter_twice", NULL, "The parameter stands twice." },
	{ "bad_encoding", NULL, "The parameter is not percent-encoded UTF-8 text." },
	{ "missing", NULL, "The field is required." },
	{ "empty", NULL, "The field must not be empty." },
	{ "wrong_type", NULL, "The value is of another type than the field." },
	{ "out_of_range", NULL, "The number is too small or too large." },
	{ "too_long", NULL, "The text is too long." },
	{ "bad_key", "key", "A key is made of a-z, 0-9 and inner hyphens, up to 80." },
	{ "bad_slug", "slug", "A slug is made of a-z, 0-9 and inner hyphens, up to 80." },
	{ "bad_uuid", "id", "The id must be a UUID, but not the nil or max one." },
	{ "bad_date", "date", "A date is written 2015, 2015-09 or 2015-09-28." },
	{ "bad_url", NULL, "The address must begin with http:// or https://." },
	{ "bad_language", "language", "A language is a BCP 47 tag such as en or pt-BR." },
	{ "bad_color", "color", "A color is written #rrggbb." },
	{ "bad_cursor", "cursor", "The cursor is not one that a list gave." },
	{ "bad_revision", "If-Match", "If-Match must be one revision, such as \"3\"." },
	{ "revision_needed", "If-Match", "If-Match must name the revision to change." },
	{ "bad_login", "login", "A login has 1 to 80 characters and no blanks." },
	{ "bad_token", NULL, "The hash of a token has 32 bytes." },
	{ "bad_scope", "scope", "A scope is read or write." },
	{ "bad_expiry", "expires", "A last day is written 2027-01-31, and is not past." },
	{ "unknown_project", "project", "There is no such project, or you are no member of it." },
	{ "bad_role", "role", "There is no such role." },
	{ "bad_state", "state", "A state is: not started, in progress or done." },
	{ "bad_kind", "kind", "There is no such kind." },
	{ "bad_polarity", "polarity", "A polarity is -1, 0 or 1." },
	{ "bad_aliases", "aliases", "The aliases are too long, or one of them is null." },
	{ "password_short", "password", "A password has at least 10 characters." },
	{ "key_twice", "key", "Two tags of the file have this key." },
	{ "format", "format", "There is no such format." },
	{ "data", NULL, "The database does not take this value." },

	/* Texts and highlights. */
	{ "text_utf8", "text", "The text is not valid UTF-8." },
	{ "text_nul", "text", "The text holds a NUL character." },
	{ "text_empty", "text", "The text is empty." },
	{ "text_too_long", "text", "The text is too long." },
	{ "quote_differs", "quote", "The quote is not what the statement says there." },
	{ "highlight_empty", "end", "The end must come after the start." },
	{ "highlight_past_end", "end", "The highlight ends behind the text's end." },
	{ "not_a_paragraph", "end", "No paragraph of the text begins and ends just there." },
	{ "tag_twice", "taggings", "The same tag stands twice on one highlight." },
	{ "too_many_taggings", "taggings", "A highlight has at most 50 taggings." },
	{ "unknown_login", "login", "Nobody has an account with this login." },
	{ "unknown_tag", "taggings", "There is no such tag." },
	{ "unknown_stance", "taggings", "There is no such stance." },
	{ "unknown_actor", "actor", "There is no such actor." },
	{ "unknown_statement", "statement", "There is no such statement." },
	{ "cycle", "parent", "A tag cannot be below itself." },
	{ "affiliation_reversed", "to", "The end must not be before the beginning." },

	/* Items, and how they stand now. */
	{ "item", NULL, "There is no such item." },
	{ "statement", NULL, "There is no such statement." },
	{ "highlight", NULL, "There is no such highlight." },
	{ "paragraph", NULL, "There is no such paragraph." },
	{ "account", NULL, "There is no such account." },
	{ "session", NULL, "There is no such session." },
	{ "token", NULL, "There is no such token." },
	{ "action", NULL, "There is no such action." },
	{ "member", NULL, "There is no such member, or he has no role." },
	{ "conflict", NULL, "This conflicts with what is there already." },
	{ "stale", NULL, "It was changed in the meantime; see its present state." },
	{ "deleted", NULL, "It was deleted; see its present state." },
	{ "built_on", NULL, "Later actions stand in the way; undo these first." },
	{ "final", NULL, "This cannot be undone." },
	{ "slug_taken", "slug", "Another project has this slug." },
	{ "key_taken", "key", "Another one has this key." },
	{ "login_taken", "login", "Another account has this login." },
	{ "member_taken", "login", "This account is a member already." },

	/* Our own troubles. */
	{ "database", NULL, "The database is away; try again in a moment." },
	{ "schema", NULL, "The database's schema is not the one this program needs." },
	{ "shell", NULL, "A page of the program cannot be read." },
	{ "client_gone", NULL, "The client has gone." },
	{ "internal", NULL, "Something went wrong here; the log says more." },

	{ NULL, NULL, "The data are not allowed." },
};

const struct message *message_of(const char *detail)
{
	const struct message *message = messages;

	while (message->detail && strcmp(message->detail, detail) != 0)
		message++;
	return message;
}
