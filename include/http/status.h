/*
 * status.h: what each kind of failure is in HTTP.  The one table between the two.
 */
#ifndef HTTP_STATUS_H
#define HTTP_STATUS_H

#include "base/err.h"

int status_of(enum err);
const char *status_detail(enum err);		/* static; when a fault gives none */
const char *status_reason(int status);		/* static; "Not Found" */

#endif
