// Locks that belong to an open file rather than to a process.
#ifndef CLINUX_LOCK_H
#define CLINUX_LOCK_H

/// Keeps those that lock the file for writing, this very process among them, from it until ::clinux_unlock or its closing.
///
/// Does not wait. Returns -1 with errno EAGAIN or EACCES while one of them has it.
int clinux_lock_for_reading(int descriptor);

int clinux_unlock(int descriptor);

#endif
