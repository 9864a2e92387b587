#define _GNU_SOURCE
#include "CLinuxProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// The usual limit of open files. This process may have raised its own, and programs that close every possible descriptor
// take their time over a large one.
enum { usual_files = 1024 };

// Only what is safe between fork and exec in a program with threads. All signals are blocked.
static _Noreturn void become(const char *path, int input, int output, int errors) {
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
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur > usual_files) {
        files.rlim_cur = usual_files;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) _exit(126);
    close_range(3, ~0U, 0);
    execve(path, arguments, environment);
    int status = errno == ENOENT ? 127 : 126;
    const char *reason = strerrordesc_np(errno);
    if (reason != NULL && write(2, reason, strlen(reason)) < 0) _exit(126);
    _exit(status);
}

// A descriptor above those of standard input, output and errors, in case this process was started without them.
static int lifted(int descriptor) {
    if (descriptor < 0 || descriptor > 2) return descriptor;
    int higher = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    int error = errno;
    close(descriptor);
    errno = error;
    return higher;
}

static int open_pipe(int ends[2], int room) {
    if (pipe2(ends, O_CLOEXEC) < 0) return -1;
    ends[0] = lifted(ends[0]);
    ends[1] = lifted(ends[1]);
    if (ends[0] < 0 || ends[1] < 0) return -1;
    fcntl(ends[0], F_SETPIPE_SZ, room);
    return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static void close_if_open(int descriptor) {
    if (descriptor >= 0) close(descriptor);
}

// A parent that ignores the end of its children, as some are started, is never told of it.
static void mind_children(void) {
    struct sigaction present;
    if (sigaction(SIGCHLD, NULL, &present) < 0) return;
    if (present.sa_handler != SIG_IGN && (present.sa_flags & SA_NOCLDWAIT) == 0) return;
    if (present.sa_handler == SIG_IGN) present.sa_handler = SIG_DFL;
    present.sa_flags &= ~SA_NOCLDWAIT;
    sigaction(SIGCHLD, &present, NULL);
}

int clinux_spawn(const char *path, int room, clinux_program *program) {
    int output[2] = {-1, -1}, errors[2] = {-1, -1};
    int error = 0;
    pid_t child = -1;
    int nowhere = lifted(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (nowhere < 0 || open_pipe(output, room) < 0 || open_pipe(errors, room) < 0) {
        error = errno;
    } else {
        mind_children();
        // Until the child is itself, no signal is to run a handler of this program's in it.
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        child = fork();
        if (child < 0) error = errno;
        if (child == 0) become(path, nowhere, output[1], errors[1]);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
    }
    close_if_open(nowhere);
    close_if_open(output[1]);
    close_if_open(errors[1]);
    if (child < 0) {
        close_if_open(output[0]);
        close_if_open(errors[0]);
        return error;
    }
    // Both do it, so that the group is there whoever comes first.
    setpgid(child, child);
    *program = (clinux_program){.process = child, .output = output[0], .errors = errors[0]};
    return 0;
}

int clinux_has_ended(pid_t process) {
    siginfo_t info = {.si_pid = 0};
    if (waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT) < 0) return -1;
    return info.si_pid == process;
}
