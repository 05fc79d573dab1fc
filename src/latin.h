/* Latin letters of all languages in those of English. */
#ifndef LATIN_H
#define LATIN_H

#include "str.h"

/* Text in lower-case ASCII letters and digits, blanks between its words: "Größe, café" is "grosse
 * cafe". Combining marks are left out; what is no Latin letter and no digit is a blank. The letters
 * are those of the transform Latin-ASCII of Unicode's CLDR 42; those it leaves as they are, reversed e
 * and schwa, open o, and n behind an apostrophe, are e, o and n. */
struct str latin_words(struct arena *a, struct str text);

#endif
