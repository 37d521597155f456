/*
 * version.h: which Postil this is, for its admins.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define POSTIL_VERSION "0.3"

#endif
