// What reading costs at least: every file is kept open and read again each second, and nothing is done with it, or
// (--parse) every number in it is parsed. No collector that reads the same files can take less.
//
//   floor [--parse] FILE...             once a second until SIGTERM
//   floor [--parse] --ticks N FILE...   N times without a pause
//
// At its end it prints a JSON line: ticks, preads, bytes and numbers of one tick, and the CPU time of all ticks.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MOST_FILES 1024

typedef struct {
    int descriptor;
    // How many calls it takes to read the file. Found out at the start, so that a tick is spared the call that only
    // says that the file has ended.
    int calls;
} source;

static source sources[MOST_FILES];
static int source_count;
static char buffer[256 * 1024];
static volatile sig_atomic_t stopped;
// What was parsed goes here, so that the compiler can't leave the parsing out.
static volatile uint64_t sink;

static void stop(int signal) {
    (void)signal;
    stopped = 1;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Counts the numbers in the text and adds them up; a fraction belongs to its number.
static uint64_t parse(const char *text, ssize_t length) {
    const char *end = text + length;
    uint64_t numbers = 0, sum = 0;
    while (text < end) {
        if (!is_digit(*text)) {
            text++;
            continue;
        }
        uint64_t number = 0;
        while (text < end && (is_digit(*text) || (*text == '.' && text + 1 < end && is_digit(text[1])))) {
            if (*text != '.') number = number * 10 + (uint64_t)(*text - '0');
            text++;
        }
        sum += number;
        numbers++;
    }
    sink = sum;
    return numbers;
}

static void open_source(const char *path) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || source_count == MOST_FILES) {
        fprintf(stderr, "floor: left out: %s: %s\n", path, strerror(descriptor < 0 ? errno : EMFILE));
        if (descriptor >= 0) close(descriptor);
        return;
    }
    int calls = 0;
    off_t offset = 0;
    for (ssize_t got; (got = pread(descriptor, buffer, sizeof buffer, offset)) > 0; offset += got) calls++;
    sources[source_count++] = (source){descriptor, calls};
}

typedef struct {
    uint64_t calls, bytes, numbers;
} amount;

static amount tick(bool parses) {
    amount all = {0};
    for (int i = 0; i < source_count; i++) {
        off_t offset = 0;
        for (int call = 0; call < sources[i].calls; call++) {
            ssize_t got = pread(sources[i].descriptor, buffer, sizeof buffer, offset);
            if (got <= 0) break;
            offset += got;
            all.calls++;
            if (parses) all.numbers += parse(buffer, got);
        }
        all.bytes += (uint64_t)offset;
    }
    return all;
}

static double cpu_microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
    bool parses = false;
    long limit = 0;
    int argument = 1;
    for (; argument < argc && strncmp(argv[argument], "--", 2) == 0; argument++) {
        if (strcmp(argv[argument], "--parse") == 0) {
            parses = true;
        } else if (strcmp(argv[argument], "--ticks") == 0 && argument + 1 < argc && atol(argv[argument + 1]) > 0) {
            limit = atol(argv[++argument]);
        } else {
            fprintf(stderr, "floor: unknown option %s; usage: floor [--parse] [--ticks N] FILE...\n", argv[argument]);
            return 64;
        }
    }
    for (; argument < argc; argument++) open_source(argv[argument]);
    if (source_count == 0) {
        fprintf(stderr, "floor: there is no file to read\n");
        return 2;
    }
    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);

    double start = cpu_microseconds();
    long ticks = 0;
    amount last = {0};
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    while (!stopped && (limit == 0 || ticks < limit)) {
        last = tick(parses);
        ticks++;
        if (limit != 0) continue;
        next.tv_sec++;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
    printf("{\"ticks\":%ld,\"calls\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"values\":%" PRIu64 ",\"cpu_us\":%.1f}\n",
           ticks, last.calls, last.bytes, last.numbers, cpu_microseconds() - start);
    return 0;
}
