/* memory.c: a request's channel in memory. */
#include "support/memory.h"

#include <stdlib.h>
#include <string.h>

static size_t take(void *ctx, char *into, size_t n)
{
	struct memory *memory = ctx;
	size_t given = n < memory->in_len ? n : memory->in_len;

	if (given > 0)
		memcpy(into, memory->in, given);
	memory->in += given;
	memory->in_len -= given;
	return given;
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

void memory_request(struct request *rq, struct memory *memory, struct arena *arena, char **env)
{
	*memory = (struct memory){ .in = "", .out = arena_alloc(arena, sizeof(struct buf)) };
	memory->channel = (struct channel){ take, put, cut, memory };
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
	const char *status = "Status: ";

	if (memory->out->len == 0 || strncmp(memory->out->data, status, strlen(status)) != 0)
		return 0;
	return atoi(memory->out->data + strlen(status));
}

const char *memory_answer(const struct memory *memory)
{
	const char *end = memory->out->len ? strstr(memory->out->data, "\r\n\r\n") : NULL;

	return end ? end + 4 : "";
}

const char *memory_header(const struct memory *memory, struct arena *arena, const char *name)
{
	const char *start = arena_printf(arena, "\r\n%s: ", name);
	const char *at = memory->out->len ? strstr(memory->out->data, start) : NULL;

	if (!at || at > memory_answer(memory))
		return NULL;
	at += strlen(start);
	return arena_strndup(arena, at, strcspn(at, "\r"));
}
