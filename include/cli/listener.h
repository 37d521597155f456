/*
 * listener.h: a unix socket that listens.
 *
 * It is made under a temporary name and renamed, so that nginx finds the old socket or
 * the new one, never none; and removed only as long as the name is still ours: another
 * master may have taken it over by then.
 */
#ifndef CLI_LISTENER_H
#define CLI_LISTENER_H

#include <sys/stat.h>
#include <sys/un.h>

struct listener {
	int fd;				/* non-blocking */
	char path[sizeof(((struct sockaddr_un *)0)->sun_path)];
	dev_t device;			/* with the inode: which file was ours */
	ino_t inode;
};

/* 0, or an errno. */
int listener_open(struct listener *, const char *path);
void listener_close(struct listener *);

#endif
