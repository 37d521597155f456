/* multipart_test.c: what the parts of a body are, and which bodies are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "base/cases.h"
#include "http/multipart.h"
#include "support/memory.h"

#define TYPE "multipart/form-data; boundary=b"
#define HEAD "Content-Disposition: form-data; name=\"file\""
#define PART(more, data) "--b\r\n" HEAD more "\r\n\r\n" data "\r\n"
#define END "--b--\r\n"

/* Parts one behind the other: name(filename)=data; */
struct heard {
	struct buf *said;
	bool open;
};

static enum err begin(void *ctx, const struct multipart_part *part)
{
	struct heard *heard = ctx;

	buf_puts(heard->said, heard->open ? ";" : "");
	buf_printf(heard->said, "%s(%s)=", part->name, part->filename ? part->filename : "-");
	heard->open = true;
	return OK;
}

static enum err data(void *ctx, const char *bytes, size_t n)
{
	struct heard *heard = ctx;

	buf_put(heard->said, bytes, n);
	return OK;
}

static enum err read_parts(struct arena *arena, struct request *rq, struct heard *heard)
{
	const struct multipart_sink sink = { begin, data, heard };
	struct body body;

	heard->said = arena_alloc(arena, sizeof(*heard->said));
	arena_defer(arena, buf_release, heard->said);
	buf_puts(heard->said, "");
	TRY(body_open(&body, rq, 1 << 20));
	return multipart_read(&body, &sink);
}

static const struct row {
	const char *name;
	const char *type, *body;
	const char *said;		/* NULL: refused */
	const char *detail;
	int64_t at;			/* -1: none, or anywhere */
} rows[] = {
	{ "one part", TYPE, PART("", "x") END, "file(-)=x", NULL, -1 },
	{ "an empty part", TYPE, PART("", "") END, "file(-)=", NULL, -1 },
	{ "no part", TYPE, END, "", NULL, -1 },
	{ "two parts", TYPE, PART("", "x") PART("", "y") END, "file(-)=x;file(-)=y", NULL, -1 },
	{ "a preamble and an epilogue", TYPE, "before\r\n" PART("", "x") END "behind",
	  "file(-)=x", NULL, -1 },
	{ "no line end behind the end", TYPE, PART("", "x") "--b--", "file(-)=x", NULL, -1 },
	{ "line ends in the data", TYPE, PART("", "\r\n\nx\r\n\r\n--c\r\n-") END,
	  "file(-)=\r\n\nx\r\n\r\n--c\r\n-", NULL, -1 },
	{ "nearly a delimiter", TYPE, PART("", "\r\n--\r\n-b\n--b\r--b") END,
	  "file(-)=\r\n--\r\n-b\n--b\r--b", NULL, -1 },
	{ "blanks behind the boundary", TYPE, "--b \t\r\n" HEAD "\r\n\r\nx\r\n--b--", "file(-)=x",
	  NULL, -1 },
	{ "a quoted boundary", "Multipart/Form-Data; charset=utf-8; BOUNDARY=\"b\"",
	  PART("", "x") END, "file(-)=x", NULL, -1 },
	{ "a file name", TYPE, PART("; filename=\"a b.txt\"", "x") END, "file(a b.txt)=x", NULL, -1 },
	{ "a bare file name", TYPE, PART("; filename=a.txt", "x") END, "file(a.txt)=x", NULL, -1 },
	{ "an empty file name", TYPE, PART("; filename=\"\"", "x") END, "file(-)=x", NULL, -1 },
	{ "quotation marks in it", TYPE, PART("; filename=\"a\\\"b\\\\\"", "x") END, "file(-)=x",
	  NULL, -1 },
	{ "folders are dropped", TYPE, PART("; filename=\"../../etc/passwd\"", "x") END,
	  "file(passwd)=x", NULL, -1 },
	{ "folders of Windows too", TYPE, PART("; filename=\"C:\\Users\\x.txt\"", "x") END,
	  "file(x.txt)=x", NULL, -1 },
	{ "an extended file name wins", TYPE,
	  PART("; filename=\"n.txt\"; filename*=utf-8'de'na%C3%AFv.txt", "x") END,
	  "file(na\xc3\xafv.txt)=x", NULL, -1 },
	{ "other headers", TYPE, "--b\r\nContent-Type: text/plain\r\n" HEAD "\r\nX-Y:\r\n\r\nx\r\n" END,
	  "file(-)=x", NULL, -1 },
	{ "encoded as it is", TYPE, PART("\r\nContent-Transfer-Encoding: 8bit", "x") END,
	  "file(-)=x", NULL, -1 },

	{ "no boundary", "multipart/form-data", PART("", "x") END, NULL, "multipart", -1 },
	{ "an empty boundary", "multipart/form-data; boundary=\"\"", "--\r\n", NULL, "multipart", -1 },
	{ "two boundaries", TYPE "; boundary=c", PART("", "x") END, NULL, "multipart", -1 },
	{ "an open quotation", "multipart/form-data; boundary=\"b", PART("", "x") END, NULL,
	  "multipart", -1 },
	{ "a boundary of 71", "multipart/form-data; boundary="
	  "0123456789012345678901234567890123456789012345678901234567890123456789x", "", NULL,
	  "multipart", -1 },
	{ "nothing", TYPE, "", NULL, "multipart", 0 },
	{ "no delimiter", TYPE, "just words", NULL, "multipart", -1 },
	{ "another boundary", TYPE, "--c\r\n" HEAD "\r\n\r\nx\r\n--c--", NULL, "multipart", -1 },
	{ "no end", TYPE, PART("", "x"), NULL, "multipart", -1 },
	{ "cut in the boundary", TYPE, PART("", "x") "--", NULL, "multipart", -1 },
	{ "cut behind the boundary", TYPE, PART("", "x") "--b", NULL, "multipart", -1 },
	{ "cut in the last mark", TYPE, PART("", "x") "--b-", NULL, "multipart", -1 },
	{ "cut in a head", TYPE, "--b\r\n" HEAD "\r\n", NULL, "multipart", 3 },
	{ "a boundary that goes on", TYPE, PART("", "x") "--bb\r\n", NULL, "multipart", -1 },
	{ "a lone line feed behind the boundary", TYPE, "--b\n" HEAD "\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "no head", TYPE, "--b\r\n\r\nx\r\n" END, NULL, "multipart", 3 },
	{ "a head without a disposition", TYPE, "--b\r\nX: y\r\n\r\nx\r\n" END, NULL, "multipart", 3 },
	{ "two dispositions", TYPE, "--b\r\n" HEAD "\r\n" HEAD "\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "an attachment", TYPE, "--b\r\nContent-Disposition: attachment; name=\"file\"\r\n\r\nx\r\n" END,
	  NULL, "multipart", 3 },
	{ "no name", TYPE, "--b\r\nContent-Disposition: form-data; filename=\"x\"\r\n\r\nx\r\n" END,
	  NULL, "multipart", 3 },
	{ "two names", TYPE, PART("; name=\"other\"", "x") END, NULL, "multipart", 3 },
	{ "two file names", TYPE, PART("; filename=a; filename=b", "x") END, NULL, "multipart", 3 },
	{ "an extended file name in Latin-1", TYPE, PART("; filename*=ISO-8859-1''%E9", "x") END, NULL,
	  "multipart", 3 },
	{ "an extended file name that is no UTF-8", TYPE, PART("; filename*=UTF-8''%E9", "x") END, NULL,
	  "multipart", 3 },
	{ "a NUL in an extended file name", TYPE, PART("; filename*=UTF-8''a%00b", "x") END, NULL,
	  "multipart", 3 },
	{ "a folded header", TYPE, "--b\r\n" HEAD ";\r\n filename=x\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "a header without a colon", TYPE, "--b\r\n" HEAD "\r\nwords\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "a blank before the colon", TYPE, "--b\r\nContent-Disposition : form-data; name=file\r\n\r\nx"
	  "\r\n" END, NULL, "multipart", 3 },
	{ "a lone return in a header", TYPE, "--b\r\n" HEAD "\rX: y\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "a return at the end of a head", TYPE, "--b\r\n" HEAD "\r\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "a lone line feed in a header", TYPE, "--b\r\n" HEAD "\nX: y\r\n\r\nx\r\n" END, NULL,
	  "multipart", 3 },
	{ "a transfer encoding", TYPE, PART("\r\nContent-Transfer-Encoding: base64", "eA==") END, NULL,
	  "multipart", 3 },
};

static void reads(void **state)
{
	const struct row *row = *state;
	struct arena *arena = arena_new();
	struct heard heard = { 0 };
	struct memory memory;
	struct request rq;
	enum err err;

	memory_request(&rq, &memory, arena, ENV(arena_printf(arena, "CONTENT_TYPE=%s", row->type)));
	memory_body(&memory, row->body, strlen(row->body));
	assert_true(multipart_is_told(&rq));
	err = read_parts(arena, &rq, &heard);
	assert_int_equal(err, row->said ? OK : ERR_BAD_REQUEST);
	if (row->said)
		assert_string_equal(heard.said->data, row->said);
	if (row->detail)
		assert_string_equal(rq.fault.detail, row->detail);
	if (row->at >= 0)
		assert_int_equal(rq.fault.at, row->at);
	arena_free(arena);
}

/* The same bodies cut off anywhere are refused, and nothing is read past their end. */
static void a_cut_body_is_refused(void **state)
{
	const char *whole = PART("; filename=\"a\"", "some\r\ndata") END;
	size_t length = strlen(whole) - strlen("\r\n");

	(void)state;
	for (size_t n = 0; n < length; n++) {
		struct arena *arena = arena_new();
		struct heard heard = { 0 };
		struct memory memory;
		struct request rq;

		memory_request(&rq, &memory, arena, ENV("CONTENT_TYPE=" TYPE));
		memory_body(&memory, arena_strndup(arena, whole, n), n);
		assert_int_equal(read_parts(arena, &rq, &heard), ERR_BAD_REQUEST);
		arena_free(arena);
	}
}

/* Delimiters at every place of a window's edge, in data that looks like one. */
static void data_longer_than_the_window_come_whole(void **state)
{
	enum { WINDOW = 16 * 1024 };
	const char *head = "--b\r\n" HEAD "\r\n\r\n";

	(void)state;
	for (size_t n = WINDOW - 100; n < WINDOW + 20; n++) {
		struct arena *arena = arena_new();
		struct buf bytes = { 0 };
		struct heard heard = { 0 };
		struct memory memory;
		struct request rq;

		buf_puts(&bytes, head);
		while (bytes.len < n)
			buf_puts(&bytes, "\r\n--");
		buf_puts(&bytes, "\r\n" END);
		memory_request(&rq, &memory, arena, ENV("CONTENT_TYPE=" TYPE));
		memory_body(&memory, bytes.data, bytes.len);
		assert_int_equal(read_parts(arena, &rq, &heard), OK);
		assert_int_equal(heard.said->len, strlen("file(-)=") + bytes.len - strlen(head) -
							  strlen("\r\n" END));
		buf_free(&bytes);
		arena_free(arena);
	}
}

static const char *repeat(struct arena *arena, const char *text, size_t times)
{
	struct buf *buf = arena_alloc(arena, sizeof(*buf));

	arena_defer(arena, buf_release, buf);
	while (times-- > 0)
		buf_puts(buf, text);
	return buf->data;
}

static void check_limit(const char *body, struct arena *arena, const char *detail)
{
	struct heard heard = { 0 };
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, arena, ENV("CONTENT_TYPE=" TYPE));
	memory_body(&memory, body, strlen(body));
	if (!detail) {
		assert_int_equal(read_parts(arena, &rq, &heard), OK);
		return;
	}
	assert_int_equal(read_parts(arena, &rq, &heard), ERR_BAD_REQUEST);
	assert_string_equal(rq.fault.detail, detail);
}

static void heads_and_parts_have_limits(void **state)
{
	struct arena *arena = arena_new();
	const char *part = PART("", "x");
	const char *line = "\r\nX: 0123456789";
	size_t lines = (MULTIPART_HEAD_MOST - strlen("\r\n" HEAD)) / strlen(line);

	(void)state;
	check_limit(arena_printf(arena, "%s%s", repeat(arena, part, MULTIPART_PARTS_MOST), END), arena,
		    NULL);
	check_limit(arena_printf(arena, "%s%s", repeat(arena, part, MULTIPART_PARTS_MOST + 1), END),
		    arena, "multipart_parts");
	check_limit(arena_printf(arena, "--b\r\n" HEAD "%s\r\n\r\nx\r\n" END,
				 repeat(arena, line, lines)), arena, NULL);
	check_limit(arena_printf(arena, "--b\r\n" HEAD "%s\r\n\r\nx\r\n" END,
				 repeat(arena, line, lines + 1)), arena, "multipart_head");
	check_limit(arena_printf(arena, "--b\r\n" HEAD "%s", repeat(arena, line, lines + 1)), arena,
		    "multipart_head");
	arena_free(arena);
}

static void only_form_data_is_told(void **state)
{
	static const struct {
		const char *type;
		bool told;
	} types[] = {
		{ "CONTENT_TYPE=multipart/form-data", true },
		{ "CONTENT_TYPE=MULTIPART/FORM-DATA ;boundary=x", true },
		{ "CONTENT_TYPE=multipart/form-database", false },
		{ "CONTENT_TYPE=multipart/mixed; boundary=x", false },
		{ "CONTENT_TYPE=text/plain", false },
		{ "CONTENT_TYPE=", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct arena *arena = arena_new();
		struct memory memory;
		struct request rq;

		memory_request(&rq, &memory, arena, ENV((char *)types[i].type));
		assert_int_equal(multipart_is_told(&rq), types[i].told);
		arena_free(arena);
	}
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, rows, reads);
	CASES_TEST(&cases, a_cut_body_is_refused);
	CASES_TEST(&cases, data_longer_than_the_window_come_whole);
	CASES_TEST(&cases, heads_and_parts_have_limits);
	CASES_TEST(&cases, only_form_data_is_told);
	return cases_run(&cases, "multipart");
}
