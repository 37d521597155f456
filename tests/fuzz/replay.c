/*
 * replay.c: runs a harness over files, and over all files of folders; each is one test.
 *
 *	NAME_fuzz FILE|FOLDER…
 */
#include <dirent.h>

#include "base/buf.h"
#include "fuzz/fuzz.h"

static void replay(const char *path)
{
	struct buf bytes = { 0 };
	FILE *file = fopen(path, "rb");
	size_t got;

	if (!file) {
		perror(path);
		exit(2);
	}
	do {
		got = fread(buf_room(&bytes, BUFSIZ), 1, BUFSIZ, file);
		bytes.len += got;
	} while (got > 0);
	fclose(file);
	printf("[ RUN      ] %s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput((const uint8_t *)bytes.data, bytes.len);
	printf("[       OK ] %s\n", path);
	buf_free(&bytes);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void replay_folder(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, is_visible, alphasort);

	for (int i = 0; i < count; i++) {
		struct buf name = { 0 };

		buf_printf(&name, "%s/%s", path, entries[i]->d_name);
		replay(name.data);
		buf_free(&name);
		free(entries[i]);
	}
	if (count < 0)
		replay(path);
	else
		free(entries);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay_folder(argv[i]);
	return argc > 1 ? 0 : 2;
}
