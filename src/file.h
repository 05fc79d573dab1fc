/* Reading and writing whole files. Errors are returned as errno values; nothing is printed. */
#ifndef FILE_H
#define FILE_H

#include <stdbool.h>

#include "str.h"

/* All bytes of a regular file, a NUL behind them. ELOOP for a symlink when nofollow, EISDIR for a
 * folder, EFBIG above 1 GiB, EINVAL for devices and for pipes that hold nothing. */
int file_read(struct str *bytes, struct arena *a, const char *path, bool nofollow);

/* The same, the path beginning at an open folder. */
int file_read_at(struct str *bytes, struct arena *a, int folder, const char *path, bool nofollow);

/* Bytes [from, to) of a file, or those that are there; a symlink is not followed. */
int file_read_part(struct str *bytes, struct arena *a, int folder, const char *path, size_t from,
    size_t to);

/* All bytes that a descriptor has left to give, a NUL behind them. EFBIG from 1 GiB. */
int file_read_fd(struct str *bytes, struct arena *a, int fd);

/* Replaces a file: temporary file beside it, fsync, rename. Keeps the mode of a file that is there;
 * a symlink stays and what it leads to is replaced. What is no regular file (/dev/null, a pipe) is
 * written to as it is. */
int file_replace(const char *path, struct str bytes);

/* The same for what can be made again: readable by its owner alone, a symlink is replaced, and not waited
 * for until it is on the disk, so that after a loss of power it may hold anything. */
int file_replace_cache(const char *path, struct str bytes);

/* Writes a file that must not exist yet, whole or not at all: EEXIST where it does. Folders on the
 * way are made. */
int file_create(const char *path, struct str bytes);

/* Makes the folder and those above it, where they are not there. ENOTDIR where something else is. */
int file_make_folder(const char *path);

bool file_exists(const char *path); /* of any type, a dangling symlink included */

/* dir and name joined by one slash; name alone where dir is empty or ".". */
char *file_join(struct arena *a, const char *dir, const char *name);

#endif
