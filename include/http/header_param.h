/*
 * header_param.h: what stands behind the semicolons of a header such as
 * `form-data; name="file"; filename="a.txt"` (RFC 2045, 5.1).
 */
#ifndef HTTP_HEADER_PARAM_H
#define HTTP_HEADER_PARAM_H

#include <stdbool.h>

struct header_param {
	const char *name;
	const char *value;		/* unquoted */
};

/*
 * Takes the next one from *at, which points behind a semicolon; the text is cut in pieces.
 * False with **at == '\0': there is none left; else: what stands there is none.
 */
bool header_param_take(char **at, struct header_param *);

#endif
