// The program's own pages in memory.
#ifndef CLINUX_IMAGE_H
#define CLINUX_IMAGE_H

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

/// Takes the program's code and constants out of this process's resident set; what is still used comes back page by page
/// from the page cache. For a static executable that has done what it does only once.
///
/// Starting touches code all over the file, and the kernel maps 64 KiB around each page touched.
static inline void clinux_release_image(void) {
    extern char __executable_start[], etext[];
    const uintptr_t page = 4096;
    uintptr_t start = ((uintptr_t)__executable_start + page - 1) & ~(page - 1);
    uintptr_t end = (uintptr_t)etext & ~(page - 1);
    if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
}

/// Gives freed memory back to the kernel, as far as whole pages are free: starting leaves a lot behind.
static inline void clinux_release_heap(void) { malloc_trim(0); }

#endif
