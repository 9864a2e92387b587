#define _GNU_SOURCE
#include "CLinuxStatvfs.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// The lock is held for as long as it takes to copy an answer, never across the call: whoever asks does not wait.
struct clinux_statvfs_thread {
    pthread_mutex_t lock;
    pthread_cond_t asked;
    bool is_stopped;
    clinux_statvfs_answer answer;
    clinux_statvfs_call call;
    char path[];
};

static atomic_int threads;

static int ask_kernel(const char *path, void *answer) { return statvfs(path, answer); }

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void destroy(clinux_statvfs_thread *thread) {
    pthread_cond_destroy(&thread->asked);
    pthread_mutex_destroy(&thread->lock);
    free(thread);
    atomic_fetch_sub(&threads, 1);
}

// Gives the thread a table of descriptors of its own, and empties it. A call in a file system in user space that hangs
// cannot be killed, and would otherwise keep the sockets and locks of a program that has ended.
static void leave_descriptors(void) {
#ifdef SYS_close_range
    const unsigned int unshare_first = 1u << 1; // CLOSE_RANGE_UNSHARE
    if (syscall(SYS_close_range, 0u, ~0u, unshare_first) == 0) return;
#endif
    // Before Linux 5.9.
    if (unshare(CLONE_FILES) != 0) return;
    for (int descriptor = 0; descriptor < 1024; descriptor++) close(descriptor);
}

static void *run(void *argument) {
    clinux_statvfs_thread *thread = argument;
    leave_descriptors();
    pthread_mutex_lock(&thread->lock);
    while (!thread->is_stopped) {
        if (!thread->answer.is_waiting) {
            pthread_cond_wait(&thread->asked, &thread->lock);
            continue;
        }
        pthread_mutex_unlock(&thread->lock);
        struct statvfs usage;
        uint64_t start = now();
        int error = thread->call(thread->path, &usage) == 0 ? 0 : errno;
        uint64_t end = now();
        pthread_mutex_lock(&thread->lock);
        clinux_statvfs_answer *answer = &thread->answer;
        answer->is_waiting = false;
        answer->error = error;
        answer->answered = end;
        answer->duration = end - start;
        if (error != 0) continue;
        answer->succeeded = end;
        answer->block_size = usage.f_frsize;
        answer->blocks = usage.f_blocks;
        answer->free_blocks = usage.f_bfree;
        answer->available_blocks = usage.f_bavail;
        answer->inodes = usage.f_files;
        answer->free_inodes = usage.f_ffree;
        answer->flags = usage.f_flag;
    }
    pthread_mutex_unlock(&thread->lock);
    destroy(thread);
    return NULL;
}

// As small as the platform allows, and detached: nobody waits for it to end.
static int start(clinux_statvfs_thread *thread) {
    const size_t wanted = 64 << 10;
    long least = sysconf(_SC_THREAD_STACK_MIN);
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error != 0) return error;
    pthread_attr_setstacksize(&attributes, least > (long)wanted ? (size_t)least : wanted);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // A thread inherits the mask of the one that makes it: signals stay the main thread's business.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t handle;
    error = pthread_create(&handle, &attributes, run, thread);
    if (error == 0) pthread_setname_np(handle, "statvfs");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return error;
}

clinux_statvfs_thread *clinux_statvfs_start(const char *path, clinux_statvfs_call call) {
    if (atomic_fetch_add(&threads, 1) >= CLINUX_STATVFS_THREADS) {
        atomic_fetch_sub(&threads, 1);
        return NULL;
    }
    size_t length = strlen(path) + 1;
    clinux_statvfs_thread *thread = calloc(1, sizeof *thread + length);
    if (thread == NULL) {
        atomic_fetch_sub(&threads, 1);
        return NULL;
    }
    pthread_mutex_init(&thread->lock, NULL);
    pthread_cond_init(&thread->asked, NULL);
    thread->call = call != NULL ? call : ask_kernel;
    memcpy(thread->path, path, length);
    if (start(thread) == 0) return thread;
    destroy(thread);
    return NULL;
}

void clinux_statvfs_ask(clinux_statvfs_thread *thread) {
    pthread_mutex_lock(&thread->lock);
    thread->answer.was_asked = true;
    thread->answer.is_waiting = true;
    pthread_cond_signal(&thread->asked);
    pthread_mutex_unlock(&thread->lock);
}

clinux_statvfs_answer clinux_statvfs_look(clinux_statvfs_thread *thread) {
    pthread_mutex_lock(&thread->lock);
    clinux_statvfs_answer answer = thread->answer;
    pthread_mutex_unlock(&thread->lock);
    return answer;
}

void clinux_statvfs_stop(clinux_statvfs_thread *thread) {
    pthread_mutex_lock(&thread->lock);
    thread->is_stopped = true;
    pthread_cond_signal(&thread->asked);
    pthread_mutex_unlock(&thread->lock);
}

int clinux_statvfs_count(void) {
    int count = atomic_load(&threads);
    return count < CLINUX_STATVFS_THREADS ? count : CLINUX_STATVFS_THREADS;
}
