/* textconv: a file of records as git diff is to compare it: a field on each line, in the order of the
 * manual, whatever layout, quoting and order of keys are. */
#ifndef TEXTCONV_H
#define TEXTCONV_H

#include "out.h"

/* A file that cannot be read as records is written as it is. scratch takes what is needed on the way. */
void textconv_write(struct out *o, struct arena *scratch, struct str bytes);

#endif
