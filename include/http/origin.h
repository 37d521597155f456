/*
 * origin.h: whether a request was made by a page of ours.
 *
 * Ours is POSTIL_ORIGIN, or else the scheme and Host of the request.
 */
#ifndef HTTP_ORIGIN_H
#define HTTP_ORIGIN_H

#include "http/request.h"

/* 403 origin when Origin or Sec-Fetch-Site is there and foreign; absent passes. */
enum err origin_check(struct request *) MUST_CHECK;

/* "https://postil.example.org".  Arena or borrowed. */
const char *origin_own(struct request *);

/* Whether the cookie may do without Secure: http to a loopback name. */
bool origin_is_loopback_http(struct request *);

#endif
