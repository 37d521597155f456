/*
 * message.h: each detail word in one English sentence.
 *
 * One table; among its rows is every constraint of the schema, since a broken
 * constraint's name is the detail.
 */
#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

struct message {
	const char *detail;
	const char *field;		/* at fault, when the fault names none; or NULL */
	const char *text;
};

/* Ends with a row whose detail is NULL: what is said for a word that has no row. */
extern const struct message messages[];

/* Static, never NULL. */
const struct message *message_of(const char *detail);

#endif
