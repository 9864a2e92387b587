#define _GNU_SOURCE
#include "CLinuxProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

// Only what is safe between fork and exec in a program with threads.
static _Noreturn void become(const char *path, int input, int output) {
    static char *const environment[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C",
                                        NULL};
    char *const arguments[] = {(char *)path, NULL};
    setpgid(0, 0);
    for (int signal = 1; signal < NSIG; signal++) {
        struct sigaction plain = {.sa_handler = SIG_DFL};
        sigaction(signal, &plain, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + 5);
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(input, 2) < 0) _exit(126);
    close_range(3, ~0U, 0);
    execve(path, arguments, environment);
    _exit(errno == ENOENT ? 127 : 126);
}

pid_t clinux_spawn(const char *path, int room, int *output) {
    int ends[2];
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) return -errno;
    if (pipe2(ends, O_CLOEXEC) < 0) {
        int error = errno;
        close(nowhere);
        return -error;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    fcntl(ends[0], F_SETPIPE_SZ, room);
    pid_t child = fork();
    int error = errno;
    if (child == 0) become(path, nowhere, ends[1]);
    close(nowhere);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return -error;
    }
    // Both do it, so that the group is there whoever comes first.
    setpgid(child, child);
    *output = ends[0];
    return child;
}
