/*
 * connection.h: one request on one FastCGI connection, and the answer to it.
 *
 * Of FastCGI 1.0 it speaks what a web server without multiplexing does: begin, params,
 * stdin; stdout, end.  Anything else (a version, type, role or request id that does not
 * belong there, management, an abort, params that are longer than told) costs the
 * connection and nothing more.  Nothing is kept alive: a kept connection pins a worker.
 *
 * We do not leave the reading to libfcgi: it waits for ever for a server that has stopped,
 * cannot tell a body's end from one cut short, and (2.4.2 to 2.4.7) overruns its stack
 * when a management record names four values.
 */
#ifndef HTTP_CONNECTION_H
#define HTTP_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "http/channel.h"

enum { CONNECTION_PARAMS_MOST = 256 * 1024, CONNECTION_IN = 16384, CONNECTION_OUT = 8192 };

struct connection {
	int fd;				/* owned */
	int64_t until;			/* monotonic ms: by then all of the request is here */
	unsigned id;			/* of the request */
	int type;			/* of the record that is being read */
	size_t content, padding;	/* bytes of it that are still to come */
	bool ended;			/* the stream that is being read: its last record was read */
	bool broken;			/* nothing more can be read */
	bool aborted;			/* the answer was cut short */
	size_t in_at, in_end;		/* what of in is still to be taken */
	size_t out_len;
	unsigned char in[CONNECTION_IN];
	char out[CONNECTION_OUT];
};

/* Takes over a fd that was just accepted.  patience: ms that the request may take to arrive. */
void connection_open(struct connection *, int fd, int64_t patience);

/* "NAME=value" …, NULL; arena.  NULL: there is no request. */
char **connection_head(struct connection *, struct arena *);

/* Its body, its answer.  Borrows the connection. */
struct channel connection_channel(struct connection *);

/* Ends the answer, and waits a moment for a server that is still speaking. */
void connection_close(struct connection *);

#endif
