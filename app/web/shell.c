/* shell.c: reading the shells once, filling them often. */
#include "web/shell.h"

#include <dirent.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "db/tx.h"
#include "http/language.h"
#include "web/catalogue.h"
#include "web/web.h"

enum { BUILD_DIGITS = 12 };

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

/* A page in one language, before and behind {{state}}. */
struct halves {
	const char *head, *tail;
};

struct shells {
	char build[BUILD_DIGITS + 1];
	const struct catalogues *catalogues;
	struct halves of[CATALOGUE_LANGUAGES][SHELL_COUNT];
};

/* Adds the hash of one file's path and contents; the order of files does not matter. */
static void hash_file(struct arena *arena, const char *path, unsigned char sum[])
{
	const struct buf *file = file_read(arena, path);
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

static void put_escaped(struct buf *out, const char *text)
{
	static const char special[] = "&<>\"";
	static const char *const instead[] = { "&amp;", "&lt;", "&gt;", "&quot;" };

	for (size_t n; *text; text += n) {
		n = strcspn(text, special);
		buf_put(out, text, n);
		if (text[n])
			buf_puts(out, instead[strchr(special, text[n++]) - special]);
	}
}

/* What stands for {{name}} in pages of a language; NULL: nothing has this name. */
static const char *value_of(const struct shells *shells, size_t language, const char *name)
{
	if (strcmp(name, "build") == 0)
		return shells->build;
	if (strcmp(name, "language") == 0)
		return shells->catalogues->languages[language];
	return catalogue_text(shells->catalogues, language, name);
}

/* The text with every {{name}} filled.  NULL: one of them is not known. */
static const char *filled(struct arena *arena, const struct shells *shells, size_t language,
			  const char *text)
{
	struct buf *out = arena_alloc(arena, sizeof(*out));
	const char *value, *end;

	arena_defer(arena, buf_release, out);
	for (const char *at; (at = strstr(text, "{{")) && (end = strstr(at, "}}")); text = end + 2) {
		value = value_of(shells, language,
				 arena_strndup(arena, at + 2, (size_t)(end - at - 2)));
		if (!value)
			return NULL;
		buf_put(out, text, (size_t)(at - text));
		put_escaped(out, value);
	}
	buf_puts(out, text);
	return out->data;
}

static bool read_shell(struct arena *arena, struct shells *shells, int i, const char *static_dir)
{
	static const char place[] = "{{state}}";
	struct buf *file = file_read(arena, arena_printf(arena, "%s/%s", static_dir, files[i]));
	char *at = file ? strstr(file->data, place) : NULL;
	bool whole = at != NULL;

	if (at)
		*at = '\0';
	for (size_t language = 0; whole && language < shells->catalogues->count; language++) {
		struct halves *of = &shells->of[language][i];

		of->head = filled(arena, shells, language, file->data);
		of->tail = filled(arena, shells, language, at + strlen(place));
		whole = of->head && of->tail;
	}
	return whole;
}

struct shells *shells_open(struct arena *arena, const char *static_dir, struct fault *fault)
{
	struct shells *shells = arena_alloc(arena, sizeof(*shells));

	shells->catalogues = catalogues_open(arena, static_dir, fault);
	if (!shells->catalogues)
		return NULL;
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

const char *const *shells_languages(const struct shells *shells)
{
	return shells->catalogues->languages;
}

/* The account's choice, as far as a page has looked it up; else what the browser likes best. */
static size_t language_of(const struct request *rq, const struct shells *shells)
{
	const char *const *have = shells_languages(shells);
	const char *own = rq->tx->language;
	const char *language = own ? language_for(own, strlen(own), have) : NULL;
	size_t at = 0;

	if (!language)
		language = language_accepted(request_header(rq, "HTTP_ACCEPT_LANGUAGE"), have);
	while (language && have[at] != language)
		at++;
	return at;
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
	const struct shells *shells = ((const struct web *)rq->app)->shells;
	const struct halves *of = &shells->of[language_of(rq, shells)][shell];
	struct buf *page = arena_alloc(rq->arena, sizeof(*page));

	arena_defer(rq->arena, buf_release, page);
	buf_puts(page, of->head);
	put_state(page, state);
	buf_puts(page, of->tail);
	reply_page(rq, status, page->data);
}
