// eventfd(2): a counter with a descriptor, by which one thread wakes another out of poll(2).
#ifndef CLINUX_WAKEUP_H
#define CLINUX_WAKEUP_H

#include <sys/eventfd.h>

/// A new event descriptor that never blocks and does not outlive exec; -1 with errno set if there is none to be had.
static inline int clinux_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

#endif
