/* json_stream_test.c: the part of json_writer that sends on what it has written. */
#include "base/json_writer.h"
#include "cases.h"

struct sink {
	struct buf all;
	size_t largest;
	int calls;
	int fails_at;		/* the call that fails; 0: none */
};

static enum err take(void *ctx, struct buf *out)
{
	struct sink *sink = ctx;

	if (++sink->calls == sink->fails_at)
		return ERR_UNAVAILABLE;
	if (out->len > sink->largest)
		sink->largest = out->len;
	buf_put(&sink->all, out->data, out->len);
	return OK;
}

static enum err write_numbers(struct json_writer *w, int n)
{
	int i;

	json_open_array(w);
	for (i = 0; i < n; i++)
		json_int(w, i);
	json_close_array(w);
	return json_finish(w);
}

static void streaming_gives_the_same_bytes_in_small_pieces(void **state)
{
	struct buf whole = { 0 }, out = { 0 };
	struct sink sink = { 0 };
	struct json_writer w;

	(void)state;
	json_init(&w, &whole);
	assert_int_equal(write_numbers(&w, 100000), OK);
	json_init(&w, &out);
	json_stream(&w, take, &sink);
	assert_int_equal(write_numbers(&w, 100000), OK);

	assert_int_equal(out.len, 0);
	assert_int_equal(sink.calls, (whole.len + JSON_FLUSH_SIZE - 1) / JSON_FLUSH_SIZE);
	assert_true(sink.largest < JSON_FLUSH_SIZE + 16);
	assert_int_equal(sink.all.len, whole.len);
	assert_memory_equal(sink.all.data, whole.data, whole.len);
	buf_free(&whole);
	buf_free(&out);
	buf_free(&sink.all);
}

static void little_is_flushed_at_the_end_only(void **state)
{
	struct buf out = { 0 };
	struct sink sink = { 0 };
	struct json_writer w;

	(void)state;
	json_init(&w, &out);
	json_stream(&w, take, &sink);
	assert_int_equal(write_numbers(&w, 3), OK);
	assert_int_equal(sink.calls, 1);
	assert_string_equal(sink.all.data, "[0,1,2]");
	buf_free(&out);
	buf_free(&sink.all);
}

static void first_failure_is_kept_and_memory_stays_bounded(void **state)
{
	struct buf out = { 0 };
	struct sink sink = { .fails_at = 2 };
	struct json_writer w;

	(void)state;
	json_init(&w, &out);
	json_stream(&w, take, &sink);
	assert_int_equal(write_numbers(&w, 100000), ERR_UNAVAILABLE);
	assert_int_equal(sink.calls, 2);
	assert_true(out.cap <= 2 * JSON_FLUSH_SIZE);
	buf_free(&out);
	buf_free(&sink.all);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TEST(&cases, streaming_gives_the_same_bytes_in_small_pieces);
	CASES_TEST(&cases, little_is_flushed_at_the_end_only);
	CASES_TEST(&cases, first_failure_is_kept_and_memory_stays_bounded);
	return cases_run(&cases, "json_stream");
}
