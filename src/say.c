#include "say.h"

#include <stdarg.h>

#include "meter.h"
#include "out.h"

void
say(const char *fmt, ...)
{
	struct arena scratch = {0};
	struct out err;
	va_list args;

	meter_clear();
	out_init(&err, &scratch, 2);
	out_text(&err, "whet: ");
	va_start(args, fmt);
	out_term(&err, str_vfmt(&scratch, fmt, args));
	va_end(args);
	out_char(&err, '\n');
	out_flush(&err);
	arena_free(&scratch);
}
