/* listener.c: a unix socket that listens. */
#include "cli/listener.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * Anybody who reaches the socket may use it: who does is the directory's business.
 * The longest queue there is: to nginx a full one is an error, not a reason to wait.
 */
static int listen_at(int fd, const struct sockaddr_un *address)
{
	unlink(address->sun_path);
	if (bind(fd, (const struct sockaddr *)address, sizeof(*address)) != 0 ||
	    chmod(address->sun_path, 0666) != 0 || listen(fd, SOMAXCONN) != 0)
		return errno;
	return 0;
}

static int put_in_place(struct listener *listener, const char *made)
{
	struct stat is;

	if (stat(made, &is) != 0 || rename(made, listener->path) != 0)
		return errno;
	listener->device = is.st_dev;
	listener->inode = is.st_ino;
	return 0;
}

int listener_open(struct listener *listener, const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t size = sizeof(address.sun_path);
	int error;

	if (snprintf(address.sun_path, size, "%s.%d", path, (int)getpid()) >= (int)size)
		return ENAMETOOLONG;
	snprintf(listener->path, sizeof(listener->path), "%s", path);
	listener->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (listener->fd < 0)
		return errno;
	error = listen_at(listener->fd, &address);
	if (error == 0)
		error = put_in_place(listener, address.sun_path);
	if (error == 0)
		return 0;
	unlink(address.sun_path);
	close(listener->fd);
	return error;
}

void listener_close(struct listener *listener)
{
	struct stat is;

	close(listener->fd);
	if (stat(listener->path, &is) == 0 && is.st_dev == listener->device &&
	    is.st_ino == listener->inode)
		unlink(listener->path);
}
