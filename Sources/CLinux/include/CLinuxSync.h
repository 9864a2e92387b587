// Syncing a whole file system.
#ifndef CLINUX_SYNC_H
#define CLINUX_SYNC_H

/// As syncfs(2): what was written to the file system that the descriptor's file is on is on the disk.
int clinux_syncfs(int descriptor);

#endif
