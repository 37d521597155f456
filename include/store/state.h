/*
 * state.h: a page's first data, in one round trip.
 *
 * Each writes members into the object that is open in *w: the account, where there is
 * one the project, and what the page shows.  The guard has been queued before.
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include "db/tx.h"

enum err state_account(struct tx *, struct json_writer *w) MUST_CHECK;
/* The account's own page: its sessions, tokens and projects; token_hash: who asks. */
enum err state_own(struct tx *, const void *token_hash, struct json_writer *w) MUST_CHECK;
/* The site admins' page: the site, accounts and all projects. */
enum err state_site(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_project(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_projects(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_library(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_desk(struct tx *, int64_t statement, struct json_writer *w) MUST_CHECK;
/* The desk of the statement that this highlight stands in; key: its id goes to "open". */
enum err state_highlight(struct tx *, const char *id, struct json_writer *w) MUST_CHECK;
enum err state_codebook(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_activity(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_trash(struct tx *, struct json_writer *w) MUST_CHECK;
enum err state_settings(struct tx *, struct json_writer *w) MUST_CHECK;

#endif
