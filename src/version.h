#ifndef VERSION_H
#define VERSION_H

#define WHET_VERSION "0.1.0"

/* A check sum of the sources that this whet was built from, schemas and rules included. */
extern const char whet_sources[];

#endif
