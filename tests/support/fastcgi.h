/*
 * fastcgi.h: the web server's side of FastCGI, in bare records, for tests.
 */
#ifndef SUPPORT_FASTCGI_H
#define SUPPORT_FASTCGI_H

#include <stdbool.h>

#include "base/buf.h"

enum { FASTCGI_PATIENCE = 10 * 1000 };		/* ms */

/* Connects to a unix socket; -1: nobody listens there. */
int fastcgi_dial(const char *path);

/* One record of request 1; a POST of a body, or a GET without one.  Both are appended. */
void fastcgi_record(struct buf *out, int type, const char *content, size_t n);
void fastcgi_request(struct buf *out, const char *uri, const char *body);

/* POSTs a body, and asks for the connection to be kept afterwards. */
void fastcgi_ask(int fd, const char *uri, const char *body);

/* All that comes until the connection ends; closes fd.  False: it did not end in time. */
bool fastcgi_hear(int fd, struct buf *in);

/*
 * What the records in say on STDOUT, into text.  The type of the last one; -1: there is
 * none, -2: what came next is no record.
 */
int fastcgi_records(const struct buf *in, struct buf *text);

/* The body of the one answer that comes on fd.  Owned; NULL: none, or not whole. */
char *fastcgi_answer(int fd);

#endif
