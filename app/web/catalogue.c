/* catalogue.c: the files of static/i18n, read when a worker starts. */
#include "web/catalogue.h"

#include <dirent.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "format/json_in.h"

static const char english[] = "en";
static const char ending[] = ".json";

static int is_catalogue(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n >= sizeof(ending) && entry->d_name[0] != '.' &&
	       strcmp(entry->d_name + n - strlen(ending), ending) == 0;
}

/* English goes before the others. */
static int by_tag(const struct dirent **a, const struct dirent **b)
{
	int english_a = strcmp((*a)->d_name, "en.json") == 0;
	int english_b = strcmp((*b)->d_name, "en.json") == 0;

	return english_a == english_b ? strcmp((*a)->d_name, (*b)->d_name) : english_b - english_a;
}

static enum err read_one(struct arena *arena, struct catalogues *all, const char *path,
			 struct fault *fault)
{
	const struct buf *file = file_read(arena, path);
	const char *name = strrchr(path, '/') + 1;
	struct json_object *sayings;

	if (!file || all->count == CATALOGUE_LANGUAGES)
		return fault_set(fault, ERR_INTERNAL, "shell", name);
	sayings = json_in(arena, file->data, file->len, fault);
	if (!sayings)
		return fault_set(fault, ERR_INTERNAL, "shell", name);
	all->languages[all->count] = arena_strndup(arena, name, strlen(name) - strlen(ending));
	all->sayings[all->count++] = sayings;
	return OK;
}

static enum err read_all(struct arena *arena, struct catalogues *all, const char *folder,
			 struct fault *fault)
{
	struct dirent **names = NULL;
	int n = scandir(folder, &names, is_catalogue, by_tag);
	enum err err = OK;

	for (int i = 0; i < n; i++)
		arena_defer(arena, free, names[i]);
	arena_defer(arena, free, names);
	for (int i = 0; i < n && err == OK; i++)
		err = read_one(arena, all,
			       arena_printf(arena, "%s/%s", folder, names[i]->d_name), fault);
	return err;
}

struct catalogues *catalogues_open(struct arena *arena, const char *static_dir,
				   struct fault *fault)
{
	struct catalogues *all = arena_alloc(arena, sizeof(*all));

	if (read_all(arena, all, arena_printf(arena, "%s/i18n", static_dir), fault) != OK)
		return NULL;
	if (all->count > 0 && strcmp(all->languages[0], english) == 0)
		return all;
	fault_set(fault, ERR_INTERNAL, "shell", "en.json");
	return NULL;
}

const char *catalogue_text(const struct catalogues *all, size_t language, const char *key)
{
	struct json_object *text = NULL;

	json_object_object_get_ex(all->sayings[language], key, &text);
	if (json_object_is_type(text, json_type_string))
		return json_object_get_string(text);
	return language == 0 ? NULL : catalogue_text(all, 0, key);
}
