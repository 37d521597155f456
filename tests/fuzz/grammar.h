/*
 * grammar.h: JSON once more (RFC 8259), as a machine that eats one byte at a time: no
 * recursion, no look ahead, another make than base/json_check.  Beside the grammar it
 * counts what json_check has limits for.
 */
#ifndef FUZZ_GRAMMAR_H
#define FUZZ_GRAMMAR_H

#include "fuzz/fuzz.h"

enum { GRAMMAR_DEPTH = 4096 };

struct grammar {
	bool valid;			/* by its grammar; bytes above 7f stand for text */
	int depth;			/* the deepest */
	size_t values, keys;
	bool nul, lone;			/* an escaped NUL, a surrogate without the other */
};

enum grammar_state {
	G_VALUE, G_ITEM_OR_END, G_KEY_OR_END, G_KEY, G_COLON, G_AFTER,
	G_TEXT, G_ESCAPE, G_HEX, G_WORD,
	G_MINUS, G_ZERO, G_INT, G_POINT, G_FRACTION, G_E, G_SIGN, G_EXPONENT, G_BAD,
};

struct machine {
	struct grammar out;
	enum grammar_state state;
	char open[GRAMMAR_DEPTH];
	int depth;
	bool is_key;			/* the text in hand */
	const char *word;		/* what is left of true, false, null */
	int hex;			/* digits that are still to come */
	unsigned unit, high;		/* of \u; the high surrogate just before, or 0 */
};

static inline enum grammar_state grammar_open(struct machine *m, char bracket)
{
	if (m->depth == GRAMMAR_DEPTH)
		return G_BAD;
	m->open[m->depth++] = bracket;
	if (m->depth > m->out.depth)
		m->out.depth = m->depth;
	return bracket == '{' ? G_KEY_OR_END : G_ITEM_OR_END;
}

static inline enum grammar_state grammar_close(struct machine *m, char bracket)
{
	if (m->depth == 0 || m->open[m->depth - 1] != bracket)
		return G_BAD;
	m->depth--;
	return G_AFTER;
}

static inline enum grammar_state grammar_text(struct machine *m, bool is_key)
{
	m->is_key = is_key;
	m->out.keys += is_key;
	return G_TEXT;
}

static inline enum grammar_state grammar_word(struct machine *m, const char *rest)
{
	m->word = rest;
	return G_WORD;
}

static inline enum grammar_state grammar_value(struct machine *m, int c)
{
	m->out.values++;
	switch (c) {
	case '{': case '[': return grammar_open(m, (char)c);
	case '"': return grammar_text(m, false);
	case 't': return grammar_word(m, "rue");
	case 'f': return grammar_word(m, "alse");
	case 'n': return grammar_word(m, "ull");
	case '-': return G_MINUS;
	case '0': return G_ZERO;
	default: return c >= '1' && c <= '9' ? G_INT : G_BAD;
	}
}

static inline enum grammar_state grammar_after(struct machine *m, int c)
{
	char open = m->depth ? m->open[m->depth - 1] : 0;

	if (c == ',')
		return open == '{' ? G_KEY : open == '[' ? G_VALUE : G_BAD;
	return c == '}' ? grammar_close(m, '{') : c == ']' ? grammar_close(m, '[') : G_BAD;
}

/* A high surrogate counts until something other than \u follows. */
static inline enum grammar_state grammar_in_text(struct machine *m, int c)
{
	if (c == '\\')
		return G_ESCAPE;
	m->out.lone |= m->high != 0;
	m->high = 0;
	if (c == '"')
		return m->is_key ? G_COLON : G_AFTER;
	return c < ' ' ? G_BAD : G_TEXT;
}

static inline enum grammar_state grammar_escape(struct machine *m, int c)
{
	m->hex = 4;
	m->unit = 0;
	if (c == 'u')
		return G_HEX;
	m->out.lone |= m->high != 0;
	m->high = 0;
	return c && strchr("\"\\/bfnrt", c) ? G_TEXT : G_BAD;
}

static inline enum grammar_state grammar_hex(struct machine *m, int c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *digit = c ? strchr(digits, c) : NULL;

	if (!digit)
		return G_BAD;
	m->unit = m->unit * 16 + (unsigned)((digit - digits) % 16);
	if (--m->hex > 0)
		return G_HEX;
	m->out.nul |= m->unit == 0;
	m->out.lone |= (m->unit / 0x400 == 0x37) != (m->high != 0);
	m->high = m->unit / 0x400 == 0x36 ? m->unit : 0;
	return G_TEXT;
}

static inline enum grammar_state grammar_number(struct machine *m, int c)
{
	bool digit = c >= '0' && c <= '9', e = c == 'e' || c == 'E';

	switch (m->state) {
	case G_MINUS: return c == '0' ? G_ZERO : digit ? G_INT : G_BAD;
	case G_INT: if (digit) return G_INT;	/* fall through */
	case G_ZERO: return c == '.' ? G_POINT : e ? G_E : G_BAD;
	case G_POINT: return digit ? G_FRACTION : G_BAD;
	case G_FRACTION: return digit ? G_FRACTION : e ? G_E : G_BAD;
	case G_E: return digit ? G_EXPONENT : c == '+' || c == '-' ? G_SIGN : G_BAD;
	default: return digit ? G_EXPONENT : G_BAD;
	}
}

static inline bool grammar_number_may_end(enum grammar_state state)
{
	return state == G_ZERO || state == G_INT || state == G_FRACTION || state == G_EXPONENT;
}

static inline enum grammar_state grammar_outside(struct machine *m, int c)
{
	if (c && strchr(" \t\r\n", c))
		return m->state;
	switch (m->state) {
	case G_VALUE: return grammar_value(m, c);
	case G_ITEM_OR_END: return c == ']' ? grammar_close(m, '[') : grammar_value(m, c);
	case G_KEY_OR_END: return c == '}' ? grammar_close(m, '{') : c == '"' ? grammar_text(m, true) : G_BAD;
	case G_KEY: return c == '"' ? grammar_text(m, true) : G_BAD;
	case G_COLON: return c == ':' ? G_VALUE : G_BAD;
	default: return grammar_after(m, c);
	}
}

static inline enum grammar_state grammar_step(struct machine *m, int c)
{
	switch (m->state) {
	case G_TEXT: return grammar_in_text(m, c);
	case G_ESCAPE: return grammar_escape(m, c);
	case G_HEX: return grammar_hex(m, c);
	case G_WORD:
		if (*m->word != c)
			return G_BAD;
		return *++m->word ? G_WORD : G_AFTER;
	case G_BAD: return G_BAD;
	default: break;
	}
	if (m->state < G_TEXT)
		return grammar_outside(m, c);
	if (grammar_number_may_end(m->state) && (c == 0 || !strchr("0123456789.eE", c))) {
		m->state = G_AFTER;
		return grammar_outside(m, c);
	}
	return grammar_number(m, c);
}

static inline struct grammar grammar_judge(const uint8_t *json, size_t len)
{
	struct machine m = { .state = G_VALUE };

	for (size_t i = 0; i < len; i++)
		m.state = grammar_step(&m, json[i]);
	m.out.valid = m.depth == 0 && (m.state == G_AFTER || grammar_number_may_end(m.state));
	return m.out;
}

#endif
