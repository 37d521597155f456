/* address.c: REMOTE_ADDR, read. */
#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static const char *text_of(struct request *rq, int family, const void *address)
{
	char *text = arena_alloc(rq->arena, INET6_ADDRSTRLEN);

	return inet_ntop(family, address, text, INET6_ADDRSTRLEN);
}

const char *address_of(struct request *rq)
{
	const char *given = request_header(rq, "REMOTE_ADDR");
	struct in6_addr six;
	struct in_addr four;

	if (!given)
		return NULL;
	if (inet_pton(AF_INET, given, &four) == 1)
		return text_of(rq, AF_INET, &four);
	if (inet_pton(AF_INET6, given, &six) != 1)
		return NULL;
	if (IN6_IS_ADDR_V4MAPPED(&six))
		return text_of(rq, AF_INET, &six.s6_addr[12]);
	return text_of(rq, AF_INET6, &six);
}
