#ifndef PLEXUS_CZLIB_SHIM_H
#define PLEXUS_CZLIB_SHIM_H

#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not see. 15 is the largest window, and 16 more asks for a gzip header. */
static inline int plexus_gzip_begin(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
