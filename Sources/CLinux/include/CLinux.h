// What Linux offers and Swift's Glibc module hides. Nothing here that a plain Glibc call already gives.
#ifndef CLINUX_H
#define CLINUX_H

#include "CLinuxDatagrams.h"
#include "CLinuxImage.h"
#include "CLinuxLock.h"
#include "CLinuxProcess.h"
#include "CLinuxStatvfs.h"
#include "CLinuxSync.h"
#include "CLinuxWakeup.h"

#endif
