/* Content lines of iCalendar (RFC 5545). */
#ifndef ICAL_H
#define ICAL_H

#include "out.h"

/* One content line, folded so that no line has more than 75 octets (section 3.1), never inside of a
 * character, with CRLF. The name may have parameters; value is of the property's type, a TEXT
 * escaped. */
void ical_line(struct out *o, const char *name, struct str value);

/* Text as a value of type TEXT (section 3.3.11): escaped, line ends as \n, other control characters
 * but tabs as blanks, what is no UTF-8 as U+FFFD. */
struct str ical_text(struct arena *a, struct str text);

#endif
