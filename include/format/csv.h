/*
 * csv.h: RFC 4180 lines that a spreadsheet opens without running them.
 *
 * UTF-8 without a BOM, commas, CRLF at the end of each line.  A cell that holds a
 * quotation mark, a separator (comma, semicolon, TAB), a line break, or a space at
 * an end is put in quotation marks.
 *
 * A cell that begins with = + - @ TAB or CR could be taken for a formula, so an
 * apostrophe is put before it; a reader that wants the exact words drops one
 * apostrophe that stands before one of these six.
 */
#ifndef FORMAT_CSV_H
#define FORMAT_CSV_H

#include <stddef.h>

#include "base/buf.h"
#include "format/format.h"

void csv_line(struct buf *, const struct cell cells[], size_t count);

#endif
