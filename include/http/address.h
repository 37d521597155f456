/*
 * address.h: where a request came from, as the web server tells.
 */
#ifndef HTTP_ADDRESS_H
#define HTTP_ADDRESS_H

#include "http/request.h"

/*
 * An IPv4 or IPv6 address in its usual form; one that is IPv4 in IPv6's clothes is
 * undressed, since each would else be of the same network.  Arena; NULL: not told.
 */
const char *address_of(struct request *);

#endif
