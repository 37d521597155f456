/*
 * handlers.h: the API's handlers, one for each row of the route table.
 *
 * Each reads and checks its fields, makes one call into store, and keeps the answer.
 */
#ifndef WEB_HANDLERS_H
#define WEB_HANDLERS_H

#include "http/request.h"

enum err web_healthz(struct request *) MUST_CHECK;
enum err web_readyz(struct request *) MUST_CHECK;

enum err web_session_create(struct request *) MUST_CHECK;
enum err web_session_get(struct request *) MUST_CHECK;
enum err web_session_delete(struct request *) MUST_CHECK;

enum err web_account_create(struct request *) MUST_CHECK;
enum err web_account_list(struct request *) MUST_CHECK;
enum err web_account_change(struct request *) MUST_CHECK;
enum err web_reset_create(struct request *) MUST_CHECK;
enum err web_reset_use(struct request *) MUST_CHECK;

enum err web_account_change_own(struct request *) MUST_CHECK;
enum err web_settings_get(struct request *) MUST_CHECK;
enum err web_settings_put(struct request *) MUST_CHECK;
enum err web_session_list(struct request *) MUST_CHECK;
enum err web_session_end_others(struct request *) MUST_CHECK;
enum err web_session_end(struct request *) MUST_CHECK;
enum err web_token_list(struct request *) MUST_CHECK;
enum err web_token_create(struct request *) MUST_CHECK;
enum err web_token_revoke(struct request *) MUST_CHECK;

enum err web_site_get(struct request *) MUST_CHECK;
enum err web_site_projects(struct request *) MUST_CHECK;

enum err web_project_create(struct request *) MUST_CHECK;
enum err web_project_list(struct request *) MUST_CHECK;
enum err web_project_get(struct request *) MUST_CHECK;
enum err web_project_patch(struct request *) MUST_CHECK;
enum err web_project_delete(struct request *) MUST_CHECK;

enum err web_member_list(struct request *) MUST_CHECK;
enum err web_member_add(struct request *) MUST_CHECK;
enum err web_member_patch(struct request *) MUST_CHECK;
enum err web_member_delete(struct request *) MUST_CHECK;
enum err web_member_join(struct request *) MUST_CHECK;

enum err web_statement_create(struct request *) MUST_CHECK;
enum err web_statement_list(struct request *) MUST_CHECK;
enum err web_statement_get(struct request *) MUST_CHECK;
enum err web_statement_patch(struct request *) MUST_CHECK;
enum err web_statement_delete(struct request *) MUST_CHECK;

enum err web_left_put(struct request *) MUST_CHECK;
enum err web_left_delete(struct request *) MUST_CHECK;

enum err web_highlight_put(struct request *) MUST_CHECK;
enum err web_highlight_get(struct request *) MUST_CHECK;
enum err web_highlight_patch(struct request *) MUST_CHECK;
enum err web_highlight_delete(struct request *) MUST_CHECK;

enum err web_tag_create(struct request *) MUST_CHECK;
enum err web_tag_list(struct request *) MUST_CHECK;
enum err web_stance_list(struct request *) MUST_CHECK;
enum err web_actor_list(struct request *) MUST_CHECK;
enum err web_event_list(struct request *) MUST_CHECK;

enum err web_action_list(struct request *) MUST_CHECK;
enum err web_action_undo(struct request *) MUST_CHECK;
enum err web_trash_list(struct request *) MUST_CHECK;
enum err web_trash_purge(struct request *) MUST_CHECK;
enum err web_trash_purge_statement(struct request *) MUST_CHECK;
enum err web_trash_purge_highlight(struct request *) MUST_CHECK;

enum err web_export(struct request *) MUST_CHECK;
enum err web_import(struct request *) MUST_CHECK;

#endif
