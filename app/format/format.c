#include "format/format.h"

#include <string.h>

#include "format/csv.h"

const struct format formats[] = {
	{ "json", "application/json",                        "json", NULL     },
	{ "csv",  "text/csv; charset=utf-8; header=present", "csv",  csv_line },
};

const size_t format_count = sizeof(formats) / sizeof(formats[0]);

const struct format *format_find(const char *name)
{
	if (!name)
		return &formats[0];
	for (size_t i = 0; i < format_count; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}
