/* header_param.c: token=token and token="quoted \"text\"". */
#include "http/header_param.h"

#include <string.h>

/* RFC 9110, 5.6.2; * stands at the end of an extended name. */
static const char token[] = "!#$%&'*+-.^_`|~0123456789"
			    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static char *skip_blanks(char *at)
{
	return at + strspn(at, " \t");
}

/* From behind the opening mark; unescaped in place.  The end, or NULL: no closing mark. */
static char *unquote(char *at)
{
	char *to = at;

	for (; *at != '"'; at++) {
		if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
			at++;
		if (!*at)
			return NULL;
		*to++ = *at;
	}
	*to = '\0';
	return at + 1;
}

bool header_param_take(char **at, struct header_param *param)
{
	char *name = skip_blanks(*at);
	char *value = name + strspn(name, token);
	char *end, *next;

	*at = name;
	if (value == name || *value != '=')
		return false;
	value++;
	end = *value == '"' ? unquote(value + 1) : value + strspn(value, token);
	if (!end || end == value)
		return false;
	next = skip_blanks(end);
	if (*next && *next != ';')
		return false;
	*at = *next ? next + 1 : next;
	value[-1] = '\0';
	if (*value != '"')
		*end = '\0';
	*param = (struct header_param){ name, *value == '"' ? value + 1 : value };
	return true;
}
