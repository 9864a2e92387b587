// statvfs(3) by a thread of its own: it never returns while the server of a network file system is silent or the
// program behind one in user space hangs, and must not hold up whoever asks.
#ifndef CLINUX_STATVFS_H
#define CLINUX_STATVFS_H

#include <stdbool.h>
#include <stdint.h>

/// The most threads there are at once, those that hang and will never be needed again included.
enum { CLINUX_STATVFS_THREADS = 16 };

/// What the thread of a mount point knows.
typedef struct {
    /// Whether it has ever been asked.
    bool was_asked;
    /// Whether it is still waiting for the answer to the last question; the rest is then what it knew before.
    bool is_waiting;
    /// 0, or the errno of the last answer.
    int error;
    /// When the last answer came, by CLOCK_MONOTONIC in nanoseconds, and when one without an error did; 0 for never.
    uint64_t answered, succeeded;
    /// Nanoseconds that the last answer took.
    uint64_t duration;
    /// As in `struct statvfs`, of the last answer without an error.
    uint64_t block_size, blocks, free_blocks, available_blocks, inodes, free_inodes, flags;
} clinux_statvfs_answer;

/// The thread of one mount point.
typedef struct clinux_statvfs_thread clinux_statvfs_thread;

/// What is called to answer; NULL stands for statvfs(3). The answer is a `struct statvfs`, which is not named here: whether it
/// were this module's or Glibc's would depend on how the importing target is compiled.
typedef int (*clinux_statvfs_call)(const char *_Nonnull path, void *_Nonnull answer);

/// Starts a thread for a mount point. It has a small stack, no descriptors, takes no signals, and waits to be asked.
///
/// A process that ends while a program in user space (FUSE) owes it an answer remains a zombie until that answers or is
/// aborted: the kernel lets nobody kill such a call. One that a server (NFS) owes can be killed.
///
/// Returns NULL if there are too many already, or the kernel gives none.
clinux_statvfs_thread *_Nullable clinux_statvfs_start(const char *_Nonnull path, clinux_statvfs_call _Nullable call);

/// Asks anew, unless the last question still waits for its answer. Never waits.
void clinux_statvfs_ask(clinux_statvfs_thread *_Nonnull thread);

/// What is known now. Never waits.
clinux_statvfs_answer clinux_statvfs_look(clinux_statvfs_thread *_Nonnull thread);

/// Ends the thread: now, or as soon as the call that it hangs in returns. The pointer is void then. Never waits.
void clinux_statvfs_stop(clinux_statvfs_thread *_Nonnull thread);

/// How many threads there are, at most CLINUX_STATVFS_THREADS.
int clinux_statvfs_count(void);

#endif
