/* shell.c: reading the shells once, filling them often. */
#include "web/shell.h"

#include <dirent.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "web/web.h"

enum { BUILD_DIGITS = 12, READ_SIZE = 65536 };

static const char *const files[SHELL_COUNT] = {
	[SHELL_LOGIN] = "pages/login.html",
	[SHELL_RESET] = "pages/reset.html",
	[SHELL_HELP] = "pages/help.html",
	[SHELL_ACCOUNT] = "pages/account.html",
	[SHELL_ADMIN] = "pages/admin.html",
	[SHELL_PROJECTS] = "pages/projects.html",
	[SHELL_LIBRARY] = "pages/library.html",
	[SHELL_DESK] = "pages/desk.html",
	[SHELL_CODEBOOK] = "pages/codebook.html",
	[SHELL_ACTIVITY] = "pages/activity.html",
	[SHELL_TRASH] = "pages/trash.html",
	[SHELL_SETTINGS] = "pages/settings.html",
	[SHELL_ERROR] = "pages/error.html",
};

/* What browsers are told to keep for ever, so what the build is a hash of. */
static const char *const asset_folders[] = { "css", "js", "i18n", "vendor" };

struct shells {
	char build[BUILD_DIGITS + 1];
	struct { const char *head, *tail; } of[SHELL_COUNT];	/* before and behind {{state}} */
};

/* The whole file, NUL behind it; arena. */
static struct buf *read_file(struct arena *arena, const char *path)
{
	struct buf *buf = arena_alloc(arena, sizeof(*buf));
	FILE *file = fopen(path, "re");
	size_t n = 1;

	if (!file)
		return NULL;
	arena_defer(arena, buf_release, buf);
	while (n > 0) {
		n = fread(buf_room(buf, READ_SIZE), 1, READ_SIZE, file);
		buf->len += n;
	}
	buf_put(buf, "", 0);
	fclose(file);
	return buf;
}

/* Adds the hash of one file's path and contents; the order of files does not matter. */
static void hash_file(struct arena *arena, const char *path, unsigned char sum[])
{
	const struct buf *file = read_file(arena, path);
	unsigned char one[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state hash;

	if (!file)
		return;
	crypto_hash_sha256_init(&hash);
	crypto_hash_sha256_update(&hash, (const unsigned char *)path, strlen(path) + 1);
	crypto_hash_sha256_update(&hash, (const unsigned char *)file->data, file->len);
	crypto_hash_sha256_final(&hash, one);
	for (size_t i = 0; i < sizeof(one); i++)
		sum[i] ^= one[i];
}

/* A file, or all that is below a folder. */
static void hash_below(struct arena *arena, const char *path, unsigned char sum[])
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder) {
		hash_file(arena, path, sum);
		return;
	}
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			hash_below(arena, arena_printf(arena, "%s/%s", path, entry->d_name), sum);
	closedir(folder);
}

static void hash_assets(const char *static_dir, char build[])
{
	unsigned char sum[crypto_hash_sha256_BYTES] = { 0 };
	char hex[2 * sizeof(sum) + 1];
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof(asset_folders) / sizeof(*asset_folders); i++)
		hash_below(arena, arena_printf(arena, "%s/%s", static_dir, asset_folders[i]), sum);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	memcpy(build, hex, BUILD_DIGITS);
	arena_free(arena);
}

/* The text with every {{build}} filled. */
static const char *with_build(struct arena *arena, const char *text, const char *build)
{
	static const char place[] = "{{build}}";
	struct buf *out = arena_alloc(arena, sizeof(*out));

	arena_defer(arena, buf_release, out);
	for (const char *at; (at = strstr(text, place)); text = at + strlen(place)) {
		buf_put(out, text, (size_t)(at - text));
		buf_puts(out, build);
	}
	buf_puts(out, text);
	return out->data;
}

static bool read_shell(struct arena *arena, struct shells *shells, int i, const char *static_dir)
{
	static const char place[] = "{{state}}";
	struct buf *file = read_file(arena, arena_printf(arena, "%s/%s", static_dir, files[i]));
	char *at = file ? strstr(file->data, place) : NULL;

	if (!at)
		return false;
	*at = '\0';
	shells->of[i].head = with_build(arena, file->data, shells->build);
	shells->of[i].tail = with_build(arena, at + strlen(place), shells->build);
	return true;
}

struct shells *shells_open(struct arena *arena, const char *static_dir, struct fault *fault)
{
	struct shells *shells = arena_alloc(arena, sizeof(*shells));

	hash_assets(static_dir, shells->build);
	for (int i = 0; i < SHELL_COUNT; i++) {
		if (read_shell(arena, shells, i, static_dir))
			continue;
		fault_set(fault, ERR_INTERNAL, "shell", files[i]);
		return NULL;
	}
	return shells;
}

const char *shells_build(const struct shells *shells)
{
	return shells->build;
}

static void put_state(struct buf *out, const char *state)
{
	for (size_t n; *state; state += n) {
		n = strcspn(state, "<");
		buf_put(out, state, n);
		if (state[n]) {
			buf_puts(out, "\\u003c");
			n++;
		}
	}
}

void shell_reply(struct request *rq, enum shell shell, int status, const char *state)
{
	const struct web *web = rq->app;
	struct buf *page = arena_alloc(rq->arena, sizeof(*page));

	arena_defer(rq->arena, buf_release, page);
	buf_puts(page, web->shells->of[shell].head);
	put_state(page, state);
	buf_puts(page, web->shells->of[shell].tail);
	reply_page(rq, status, page->data);
}
