#include "task/archive.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST "postil backup 1\n"
#define LAST "\npostil backup end "

/* The last line with its figures is always as long: 20 digits, a blank, 64 hex digits. */
enum { LAST_SIZE = sizeof(LAST) - 1 + 20 + 1 + 2 * crypto_hash_sha256_BYTES + 1 };
enum { MANIFEST_MOST = 64 * 1024, PIECE = 64 * 1024 };

static void last_line(char line[LAST_SIZE + 1], uint64_t length,
		      crypto_hash_sha256_state *state)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];

	crypto_hash_sha256_final(state, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	snprintf(line, LAST_SIZE + 1, LAST "%020" PRIu64 " %s\n", length, hex);
}

/* --- writing -------------------------------------------------------------------------- */

enum err archive_put(struct archive_writer *out, const char *bytes, size_t n)
{
	crypto_hash_sha256_update(&out->hash, (const unsigned char *)bytes, n);
	out->length += n;
	return out->write(out->ctx, bytes, n);
}

enum err archive_begin(struct archive_writer *out, const char *manifest)
{
	out->length = 0;
	crypto_hash_sha256_init(&out->hash);
	TRY(archive_put(out, FIRST, sizeof(FIRST) - 1));
	TRY(archive_put(out, manifest, strlen(manifest)));
	return archive_put(out, "\n", 1);
}

enum err archive_end(struct archive_writer *out)
{
	char line[LAST_SIZE + 1];

	last_line(line, out->length, &out->hash);
	return out->write(out->ctx, line, LAST_SIZE);
}

/* --- reading -------------------------------------------------------------------------- */

/* As many as there are from that byte on, n at most; -1: an errno. */
static ssize_t read_at(int fd, char *bytes, size_t n, int64_t at)
{
	size_t got = 0;

	while (got < n) {
		ssize_t now = pread(fd, bytes + got, n - got, (off_t)(at + (int64_t)got));

		if (now < 0 && errno == EINTR)
			continue;
		if (now < 0)
			return -1;
		if (now == 0)
			break;
		got += (size_t)now;
	}
	return (ssize_t)got;
}

static const char *read_manifest(struct archive *archive, struct arena *arena)
{
	const size_t first = sizeof(FIRST) - 1;
	char *head = arena_alloc(arena, MANIFEST_MOST);
	ssize_t got = read_at(archive->fd, head, MANIFEST_MOST, 0);
	const char *end;

	if (got < 0)
		return strerror(errno);
	if ((size_t)got < first || memcmp(head, FIRST, first) != 0)
		return "is no backup made by postil backup";
	end = memchr(head + first, '\n', (size_t)got - first);
	if (!end)
		return "is not whole: it ends too early";
	archive->manifest = arena_strndup(arena, head + first, (size_t)(end - head) - first);
	archive->dump = end + 1 - head;
	return NULL;
}

static const char *hash_until(struct archive *archive, crypto_hash_sha256_state *hash)
{
	char bytes[PIECE];

	crypto_hash_sha256_init(hash);
	for (int64_t at = 0; at < archive->end;) {
		int64_t left = archive->end - at;
		ssize_t got = read_at(archive->fd, bytes,
				      left < PIECE ? (size_t)left : PIECE, at);

		if (got < 0)
			return strerror(errno);
		if (got == 0)
			return "became shorter while it was read";
		crypto_hash_sha256_update(hash, (unsigned char *)bytes, (size_t)got);
		at += got;
	}
	return NULL;
}

static const char *check_end(struct archive *archive)
{
	char line[LAST_SIZE + 1], expected[LAST_SIZE + 1];
	crypto_hash_sha256_state hash;
	const char *wrong;

	if (read_at(archive->fd, line, LAST_SIZE, archive->end) != LAST_SIZE ||
	    memcmp(line, LAST, sizeof(LAST) - 1) != 0)
		return "is not whole: it ends too early";
	wrong = hash_until(archive, &hash);
	if (wrong)
		return wrong;
	last_line(expected, (uint64_t)archive->end, &hash);
	return memcmp(line, expected, LAST_SIZE) == 0 ? NULL : "is damaged: its checksum differs";
}

const char *archive_check(struct archive *archive, struct arena *arena)
{
	struct stat facts;
	const char *wrong;

	if (fstat(archive->fd, &facts) != 0)
		return strerror(errno);
	if (!S_ISREG(facts.st_mode))
		return "is no file";
	wrong = read_manifest(archive, arena);
	if (wrong)
		return wrong;
	archive->end = (int64_t)facts.st_size - LAST_SIZE;
	if (archive->end < archive->dump)
		return "is not whole: it ends too early";
	return check_end(archive);
}
