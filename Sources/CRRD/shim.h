#ifndef PLEXUS_CRRD_SHIM_H
#define PLEXUS_CRRD_SHIM_H

#include <rrd.h>
#include <rrd_client.h>

/* Exported by librrd but in none of its installed headers: lets rrd_graph_v draw data that we hand over. A DEF whose
   file begins with "cb//" calls the registered function; the consolidation is an index in the order AVERAGE, MINIMUM,
   MAXIMUM, LAST. Names and data must come from malloc, since librrd frees them. */
typedef int (*plexus_rrd_fetch_cb_t)(
    const char *filename, int consolidation, time_t *start, time_t *end, unsigned long *step,
    unsigned long *ds_count, char ***ds_names, rrd_value_t **data);

int rrd_fetch_cb_register(plexus_rrd_fetch_cb_t callback);

#endif
