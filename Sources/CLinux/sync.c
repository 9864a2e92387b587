#define _GNU_SOURCE
#include "CLinuxSync.h"

#include <unistd.h>

int clinux_syncfs(int descriptor) { return syncfs(descriptor); }
