/*
 * message_test.c: every word that a client may be told has its sentence.
 *
 * The words are looked for where they come from: constraints and exceptions of the
 * schema, and refusals in the code.  Runs in the project's root.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "http/message.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *files;
	const char *pattern;
	int group;			/* which of its groups is the word */
} sources[] = {
	{ "sql/migrations/*.sql", "CONSTRAINT ([a-z_]+)[ \n]+(CHECK|UNIQUE|PRIMARY)", 1 },
	{ "sql/migrations/*.sql", "CREATE UNIQUE INDEX ([a-z_]+)", 1 },
	{ "sql/migrations/*.sql", "refuse\\('[0-9]+', *'([a-z_]+)'", 1 },
	{ "app/base/*.c", "\"((json|text)_[a-z0-9]+)\"", 1 },
	{ "app/http/*.c", "ERR_[A-Z_]+, *\"([a-z_0-9]+)\"", 1 },
	{ "app/http/*.c", "refuse\\([a-z]+, *\"([a-z_0-9]+)\"", 1 },
	{ "app/db/*.c", "(ERR_[A-Z_]+|SOURCE_[A-Z]+), *\"([a-z_0-9]+)\"", 2 },
	{ "app/store/*.c", "ERR_[A-Z_]+, *\"([a-z_0-9]+)\"", 1 },
	{ "app/web/*.c", "ERR_[A-Z_]+, *\"([a-z_0-9]+)\"", 1 },
	{ "app/web/*.c", "refuse\\([a-z]+, *[a-z]+, *\"([a-z_0-9]+)\"", 1 },
};

static void read_file(const char *path, struct buf *text)
{
	FILE *file = fopen(path, "re");
	size_t n = 1;

	assert_non_null(file);
	buf_clear(text);
	buf_puts(text, "");
	while (n > 0) {
		n = fread(buf_room(text, BUFSIZ), 1, BUFSIZ, file);
		text->len += n;
	}
	buf_putc(text, '\n');
	fclose(file);
}

/* Each word in the text must have a row; how many there are. */
static int check_words(const char *path, const char *text, const regex_t *regex,
		       int group)
{
	regmatch_t found[3];
	int count = 0;

	while (regexec(regex, text, COUNT(found), found, 0) == 0) {
		char word[100];

		snprintf(word, sizeof(word), "%.*s",
			 found[group].rm_eo - found[group].rm_so,
			 text + found[group].rm_so);
		if (!message_of(word)->detail)
			fail_msg("%s: no sentence for %s", path, word);
		text += found[0].rm_eo;
		count++;
	}
	return count;
}

static void every_word_has_its_sentence(void **state)
{
	struct buf text = { 0 };
	glob_t files;
	regex_t regex;

	(void)state;
	for (size_t i = 0; i < COUNT(sources); i++) {
		int count = 0;

		assert_int_equal(regcomp(&regex, sources[i].pattern, REG_EXTENDED), 0);
		assert_int_equal(glob(sources[i].files, 0, NULL, &files), 0);
		for (size_t j = 0; j < files.gl_pathc; j++) {
			read_file(files.gl_pathv[j], &text);
			count += check_words(files.gl_pathv[j], text.data, &regex,
					     sources[i].group);
		}
		assert_true(count > 0);	/* else the pattern is worth nothing */
		globfree(&files);
		regfree(&regex);
	}
	buf_free(&text);
}

static void sentences_are_sentences(void **state)
{
	const struct message *message = messages;

	(void)state;
	for (; message->detail; message++) {
		size_t length = strlen(message->text);

		if (message->text[0] < 'A' || message->text[0] > 'Z' ||
		    message->text[length - 1] != '.' || length > 70)
			fail_msg("%s: %s", message->detail, message->text);
		for (const struct message *other = messages; other < message; other++)
			assert_string_not_equal(other->detail, message->detail);
	}
	assert_non_null(message->text);
}

static void a_strange_word_gets_the_last_sentence(void **state)
{
	(void)state;
	assert_null(message_of("never_heard_of")->detail);
	assert_null(message_of("never_heard_of")->field);
	assert_non_null(message_of("never_heard_of")->text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_has_its_sentence),
		cmocka_unit_test(sentences_are_sentences),
		cmocka_unit_test(a_strange_word_gets_the_last_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
