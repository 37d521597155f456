#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* RFC 3629, section 4: the syntax of UTF-8 by first byte and second byte. */
static const struct {
	unsigned char first_low, first_high;
	unsigned char size;
	unsigned char second_low, second_high;
} shapes[] = {
	{ 0xc2, 0xdf, 2, 0x80, 0xbf },
	{ 0xe0, 0xe0, 3, 0xa0, 0xbf },	/* lower: overlong */
	{ 0xe1, 0xec, 3, 0x80, 0xbf },
	{ 0xed, 0xed, 3, 0x80, 0x9f },	/* higher: surrogates */
	{ 0xee, 0xef, 3, 0x80, 0xbf },
	{ 0xf0, 0xf0, 4, 0x90, 0xbf },	/* lower: overlong */
	{ 0xf1, 0xf3, 4, 0x80, 0xbf },
	{ 0xf4, 0xf4, 4, 0x80, 0x8f },	/* higher: above U+10FFFF */
};

#define SHAPES (sizeof(shapes) / sizeof(shapes[0]))

static bool within(unsigned char byte, unsigned char low, unsigned char high)
{
	return low <= byte && byte <= high;
}

static size_t multibyte(const unsigned char *bytes, size_t len)
{
	size_t i, shape = 0;

	while (bytes[0] > shapes[shape].first_high)
		if (++shape == SHAPES)
			return 0;
	if (bytes[0] < shapes[shape].first_low || shapes[shape].size > len)
		return 0;
	if (!within(bytes[1], shapes[shape].second_low, shapes[shape].second_high))
		return 0;
	for (i = 2; i < shapes[shape].size; i++)
		if (!within(bytes[i], 0x80, 0xbf))
			return 0;
	return shapes[shape].size;
}

size_t utf8_step(const char *bytes, size_t len)
{
	if (len == 0)
		return 0;
	if ((unsigned char)bytes[0] < 0x80)
		return 1;
	return multibyte((const unsigned char *)bytes, len);
}

/* Eight ASCII bytes at once: most of what we read is little else. */
static size_t ascii_run(const char *bytes, size_t len)
{
	size_t at = 0;
	uint64_t eight;

	while (len - at >= sizeof(eight)) {
		memcpy(&eight, bytes + at, sizeof(eight));
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
		at += sizeof(eight);
	}
	return at;
}

bool utf8_check(const char *bytes, size_t len, size_t *at)
{
	size_t here = 0, step;

	while (here < len) {
		here += ascii_run(bytes + here, len - here);
		step = utf8_step(bytes + here, len - here);
		if (step == 0)
			break;
		here += step;
	}
	if (here < len && at != NULL)
		*at = here;
	return here == len;
}

size_t utf8_length(const char *bytes, size_t len)
{
	size_t at, points = 0;

	for (at = 0; at < len; at++)
		points += ((unsigned char)bytes[at] & 0xc0) != 0x80;
	return points;
}
