/*
 * page.h: the pages: a shell and its first data, in one answer.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include <stdbool.h>

#include "http/request.h"

enum err page_login(struct request *) MUST_CHECK;
enum err page_reset(struct request *) MUST_CHECK;
enum err page_help(struct request *) MUST_CHECK;
enum err page_account(struct request *) MUST_CHECK;
enum err page_admin(struct request *) MUST_CHECK;
enum err page_projects(struct request *) MUST_CHECK;
enum err page_library(struct request *) MUST_CHECK;
enum err page_desk(struct request *) MUST_CHECK;
enum err page_highlight(struct request *) MUST_CHECK;
enum err page_codebook(struct request *) MUST_CHECK;
enum err page_activity(struct request *) MUST_CHECK;
enum err page_trash(struct request *) MUST_CHECK;
enum err page_settings(struct request *) MUST_CHECK;

/* Whether the answer is for a person: a path that is not the API's. */
bool page_is_asked(const struct request *);

/* The error page, or the way to /login for who is not signed in. */
void page_fault(struct request *);

#endif
