/* memory.c: a request's channel in memory. */
#include "support/memory.h"

#include <stdlib.h>
#include <string.h>

static ptrdiff_t take(void *ctx, char *into, size_t n)
{
	struct memory *memory = ctx;
	size_t given = n < memory->in_len ? n : memory->in_len;

	if (given > 0)
		memcpy(into, memory->in, given);
	memory->in += given;
	memory->in_len -= given;
	return given < n && memory->cut ? -1 : (ptrdiff_t)given;
}

static void wait_longer(void *ctx, int64_t ms)
{
	struct memory *memory = ctx;

	memory->patience = ms;
}

static enum err put(void *ctx, const char *bytes, size_t n)
{
	struct memory *memory = ctx;

	if (memory->gone)
		return ERR_UNAVAILABLE;
	buf_put(memory->out, bytes, n);
	return OK;
}

static void cut(void *ctx)
{
	struct memory *memory = ctx;

	memory->aborted = true;
}

void memory_request(struct request *rq, struct memory *memory, struct arena *arena,
		    char **env)
{
	*memory = (struct memory){ .in = "" };
	memory->out = arena_alloc(arena, sizeof(*memory->out));
	memory->channel = (struct channel){ take, put, cut, wait_longer, memory };
	arena_defer(arena, buf_release, memory->out);
	request_begin(rq, env, &memory->channel, arena);
}

void memory_body(struct memory *memory, const char *body, size_t n)
{
	memory->in = body;
	memory->in_len = n;
}

int memory_status(const struct memory *memory)
{
	static const char status[] = "Status: ";
	const char *head = memory->out->len ? memory->out->data : "";

	if (strncmp(head, status, strlen(status)) != 0)
		return 0;
	return (int)strtol(head + strlen(status), NULL, 10);
}

const char *memory_answer(const struct memory *memory)
{
	const char *end = memory->out->len ? strstr(memory->out->data, "\r\n\r\n") : NULL;

	return end ? end + 4 : "";
}

const char *memory_header(const struct memory *memory, struct arena *arena,
			  const char *name)
{
	const char *start = arena_printf(arena, "\r\n%s: ", name);
	const char *at = memory->out->len ? strstr(memory->out->data, start) : NULL;

	if (!at || at > memory_answer(memory))
		return NULL;
	at += strlen(start);
	return arena_strndup(arena, at, strcspn(at, "\r"));
}
