// Starting a program whose answer is read without ever waiting for it.
#ifndef CLINUX_PROCESS_H
#define CLINUX_PROCESS_H

#include <sys/types.h>

/// A program that was started, and the reading ends of pipes from its standard output and its standard error.
typedef struct {
    pid_t process;
    int output;
    int errors;
} clinux_program;

/// Starts a program without arguments, in a process group of its own, with nothing of this process but its user and its
/// folder: input is /dev/null, signals are as at the start, the environment is PATH and LANG=C, its nice value is 5 higher,
/// no descriptor is left open, and it may open as many as is usual.
///
/// The pipes never block their reader. Each holds `room` bytes if the kernel allows, so that the program need not wait to be
/// read.
///
/// Returns 0, or the errno of what failed. A program that cannot be run writes why to its standard error, and exits with 126
/// or 127 as from a shell.
int clinux_spawn(const char *_Nonnull path, int room, clinux_program *_Nonnull program);

/// Looks whether a child has ended, and leaves it to be reaped: until then no other process gets its id or its group's.
///
/// Returns 1 or 0; -1 with errno ECHILD if this process has no such child.
int clinux_has_ended(pid_t process);

#endif
