/*
 * upload.h: a file that is the body itself, whatever its Content-Type, or the one field
 * `file` of multipart/form-data.
 *
 * It is read as it comes and kept up to one byte more than the largest text may be in any
 * spelling; what is longer is not read on.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "http/request.h"

/* Bytes that are kept of a file; one more says that there were more. */
size_t upload_most(const struct config *);

/*
 * Into rq->body and rq->file_name.  413 above POSTIL_IMPORT_MAX; 400 body_length,
 * multipart, multipart_head, multipart_parts; 422 unknown_field, parameter_twice, or
 * missing with the field.
 */
enum err upload_read(struct request *) MUST_CHECK;

#endif
