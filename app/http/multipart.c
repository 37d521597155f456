/* multipart.c: a window moves over the body; what lies between delimiters is handed on. */
#include "http/multipart.h"

#include <string.h>
#include <strings.h>

#include "http/header_param.h"
#include "http/percent.h"

enum { WINDOW = 16 * 1024, BOUNDARY_MOST = 70 };

struct reader {
	struct body *body;
	const struct multipart_sink *sink;
	const char *delimiter;		/* CR LF - - boundary */
	size_t delimiter_len;
	char *window;
	size_t at, end;			/* what of the window is still to be read */
	bool ended;			/* the body: nothing follows the window */
	int parts;
};

static struct arena *arena_of(const struct reader *r)
{
	return r->body->rq->arena;
}

/* The position of what is read next; the window began with a line end of our own. */
static enum err refuse(struct reader *r, const char *detail)
{
	int64_t at = (int64_t)(r->body->taken - (r->end - r->at));

	return fault_at(&r->body->rq->fault, ERR_BAD_REQUEST, detail, at < 0 ? 0 : at);
}

/* --- the window ----------------------------------------------------------------------- */

/* Moves it on until it is full or the body has ended. */
static enum err fill(struct reader *r)
{
	size_t got;

	memmove(r->window, r->window + r->at, r->end - r->at);
	r->end -= r->at;
	r->at = 0;
	TRY(body_read(r->body, r->window + r->end, WINDOW - r->end, &got));
	r->ended = got < WINDOW - r->end;
	r->end += got;
	return OK;
}

/* n bytes are there to be looked at, or the body ends. */
static enum err need(struct reader *r, size_t n)
{
	return r->end - r->at >= n || r->ended ? OK : fill(r);
}

static bool begins(const struct reader *r, const char *text)
{
	size_t n = strlen(text);

	return r->end - r->at >= n && memcmp(r->window + r->at, text, n) == 0;
}

static char *find(const struct reader *r, const char *text, size_t n)
{
	return memmem(r->window + r->at, r->end - r->at, text, n);
}

static enum err hand_on(struct reader *r, size_t n, bool wanted)
{
	const char *bytes = r->window + r->at;

	r->at += n;
	return wanted && n > 0 ? r->sink->data(r->sink->ctx, bytes, n) : OK;
}

/* All before the next delimiter, and then past that. */
static enum err take_content(struct reader *r, bool wanted)
{
	size_t keep = r->delimiter_len - 1;
	char *delimiter;

	for (;;) {
		TRY(need(r, r->delimiter_len));
		delimiter = find(r, r->delimiter, r->delimiter_len);
		if (delimiter)
			break;
		if (r->end - r->at > keep)
			TRY(hand_on(r, r->end - r->at - keep, wanted));
		if (r->ended)
			return refuse(r, "multipart");
	}
	TRY(hand_on(r, (size_t)(delimiter - r->window) - r->at, wanted));
	r->at += r->delimiter_len;
	return OK;
}

/* --- a part's head -------------------------------------------------------------------- */

/* A path that a browser of old sent along: the file alone is meant. */
static const char *file_of(const char *path)
{
	const char *name = path;

	for (; *path; path++)
		if (*path == '/' || *path == '\\')
			name = path + 1;
	return *name ? name : NULL;
}

/* UTF-8''na%C3%AFve.txt: RFC 8187.  NULL: anything else. */
static const char *extended(struct reader *r, const char *value)
{
	const char *language = strncasecmp(value, "UTF-8'", 6) == 0 ? value + 6 : NULL;
	const char *text = language ? strchr(language, '\'') : NULL;

	return text ? percent_decode(arena_of(r), text + 1, strlen(text + 1), PERCENT_PATH) : NULL;
}

struct disposition {
	const char *name, *filename, *extended;
};

static bool keep(struct reader *r, struct disposition *found, const struct header_param *param)
{
	const struct {
		const char *name;
		const char **place;
	} known[] = {
		{ "name", &found->name },
		{ "filename", &found->filename },
		{ "filename*", &found->extended },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		bool star = known[i].place == &found->extended;

		if (strcasecmp(param->name, known[i].name) != 0)
			continue;
		if (*known[i].place)
			return false;
		*known[i].place = star ? extended(r, param->value) : param->value;
		return *known[i].place;
	}
	return true;
}

/* form-data; name="file"; filename="a.txt" */
static enum err read_disposition(struct reader *r, char *value, struct multipart_part *part)
{
	struct disposition found = { 0 };
	struct header_param param;

	if (part->name || strncasecmp(value, "form-data;", 10) != 0)
		return refuse(r, "multipart");
	value += 10;
	while (header_param_take(&value, &param))
		if (!keep(r, &found, &param))
			return refuse(r, "multipart");
	if (*value || !found.name)
		return refuse(r, "multipart");
	part->name = found.name;
	part->filename = found.extended ? found.extended : found.filename;
	if (part->filename)
		part->filename = file_of(part->filename);
	return OK;
}

/* What would have to be undone first; nobody has sent it since 2015 (RFC 7578, 4.7). */
static bool is_encoded(const char *value)
{
	return strcasecmp(value, "binary") != 0 && strcasecmp(value, "8bit") != 0 &&
	       strcasecmp(value, "7bit") != 0;
}

static enum err read_header(struct reader *r, char *line, struct multipart_part *part)
{
	char *colon = strchr(line, ':');
	char *value;

	if (!colon || strcspn(line, " \t") < (size_t)(colon - line))
		return refuse(r, "multipart");
	*colon = '\0';
	value = colon + 1 + strspn(colon + 1, " \t");
	if (strcasecmp(line, "Content-Disposition") == 0)
		return read_disposition(r, value, part);
	if (strcasecmp(line, "Content-Transfer-Encoding") == 0 && is_encoded(value))
		return refuse(r, "multipart");
	return OK;
}

static enum err read_headers(struct reader *r, char *head, struct multipart_part *part)
{
	for (char *end; *head; head = end) {
		end = head + strcspn(head, "\r\n");
		if (*end) {
			if (strncmp(end, "\r\n", 2) != 0)
				return refuse(r, "multipart");
			*end = '\0';
			end += 2;
		}
		TRY(read_header(r, head, part));
	}
	return part->name ? OK : refuse(r, "multipart");
}

/* From the line end behind the delimiter to the first byte behind the head. */
static enum err take_head(struct reader *r)
{
	struct multipart_part part = { 0 };
	size_t length;
	char *end, *head;

	TRY(need(r, MULTIPART_HEAD_MOST));
	end = find(r, "\r\n\r\n", 4);
	length = end ? (size_t)(end - r->window) - r->at : r->end - r->at;
	if (length > MULTIPART_HEAD_MOST)
		return refuse(r, "multipart_head");
	head = arena_strndup(arena_of(r), r->window + r->at, length);
	if (!end || strlen(head) != length)
		return refuse(r, "multipart");
	TRY(read_headers(r, *head ? head + 2 : head, &part));
	r->at += length + 4;
	return r->sink->begin(r->sink->ctx, &part);
}

/* --- the whole ------------------------------------------------------------------------ */

/* Behind a delimiter: -- at the last one, else the end of its line. */
static enum err take_delimiter_end(struct reader *r, bool *last)
{
	TRY(need(r, 2));
	*last = begins(r, "--");
	if (*last)
		return OK;
	while (begins(r, " ") || begins(r, "\t")) {
		r->at++;
		TRY(need(r, 2));
	}
	return begins(r, "\r\n") ? OK : refuse(r, "multipart");
}

static enum err take_part(struct reader *r)
{
	if (++r->parts > MULTIPART_PARTS_MOST)
		return refuse(r, "multipart_parts");
	TRY(take_head(r));
	return take_content(r, true);
}

/* What follows the last delimiter means nothing, but it must be there to its end. */
static enum err take_epilogue(struct reader *r)
{
	while (!r->ended) {
		r->at = r->end;
		TRY(fill(r));
	}
	return OK;
}

static enum err read_parts(struct reader *r)
{
	bool last;

	TRY(take_content(r, false));
	TRY(take_delimiter_end(r, &last));
	while (!last) {
		TRY(take_part(r));
		TRY(take_delimiter_end(r, &last));
	}
	return take_epilogue(r);
}

static const char *boundary_of(struct request *rq)
{
	char *type = arena_strdup(rq->arena, request_header(rq, "CONTENT_TYPE"));
	char *at = type + strcspn(type, ";");
	const char *boundary = NULL;
	struct header_param param;

	at += *at == ';';
	while (header_param_take(&at, &param)) {
		if (strcasecmp(param.name, "boundary") != 0)
			continue;
		if (boundary)
			return NULL;
		boundary = param.value;
	}
	if (*at || !boundary || !*boundary || strlen(boundary) > BOUNDARY_MOST)
		return NULL;
	return boundary;
}

bool multipart_is_told(const struct request *rq)
{
	static const char type[] = "multipart/form-data";
	const char *told = request_header(rq, "CONTENT_TYPE");

	if (!told || strncasecmp(told, type, sizeof(type) - 1) != 0)
		return false;
	told += sizeof(type) - 1;
	return !*told || strchr("; \t", *told);
}

/* The window begins with the line end that the first delimiter may be without. */
enum err multipart_read(struct body *body, const struct multipart_sink *sink)
{
	struct request *rq = body->rq;
	struct reader r = { .body = body, .sink = sink, .window = arena_alloc(rq->arena, WINDOW) };
	const char *boundary = boundary_of(rq);

	if (!boundary)
		return fault_set(&rq->fault, ERR_BAD_REQUEST, "multipart", NULL);
	r.delimiter = arena_printf(rq->arena, "\r\n--%s", boundary);
	r.delimiter_len = strlen(r.delimiter);
	memcpy(r.window, "\r\n", 2);
	r.end = 2;
	return read_parts(&r);
}
