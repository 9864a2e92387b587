#define _GNU_SOURCE
#include "CLinuxLock.h"

#include <fcntl.h>
#include <unistd.h>

static int clinux_set_lock(int descriptor, short type) {
    struct flock whole = {.l_type = type, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_OFD_SETLK, &whole);
}

int clinux_lock_for_reading(int descriptor) { return clinux_set_lock(descriptor, F_RDLCK); }

int clinux_unlock(int descriptor) { return clinux_set_lock(descriptor, F_UNLCK); }
