// Starting a program whose answer is read without ever waiting for it.
#ifndef CLINUX_PROCESS_H
#define CLINUX_PROCESS_H

#include <sys/types.h>

/// Starts a program without arguments, in a process group of its own, with nothing of this process but its user: input and
/// errors are /dev/null, signals are as at the start, the environment is PATH and LANG=C, its nice value is 5 higher.
///
/// `output` becomes the reading end of a pipe from its standard output, which never blocks and holds `room` bytes if the
/// kernel allows, so that the program need not wait for its reader.
///
/// Returns its process id, or -errno if there is none to be had. A program that cannot be run exits with 126 or 127, as
/// from a shell.
pid_t clinux_spawn(const char *_Nonnull path, int room, int *_Nonnull output);

#endif
