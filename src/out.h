/* Where output goes: a file descriptor or memory; and what escapes text for
 * where it is read. */
#ifndef OUT_H
#define OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

struct out {
	struct arena *arena; /* holds the buffer */
	int fd;		     /* where full buffers go; -1: all stays in memory */
	bool failed;	     /* a write failed; the rest is dropped */
	int error;	     /* errno of that write */
	char *p;	     /* the buffer: bytes not yet written, or all of them */
	size_t n, cap;
};

void out_init(struct out *o, struct arena *a, int fd);
void out_str(struct out *o, struct str s);
void out_text(struct out *o, const char *c);
void out_char(struct out *o, char c);
void out_pad(struct out *o, char c, size_t n); /* c, n times */
void out_fmt(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Writes what is buffered; false once any write has failed. In memory it does nothing. */
bool out_flush(struct out *o);

/* What has been written so far, in memory outputs only; valid until more is written. */
struct str out_all(const struct out *o);

/* User's text for a terminal: control characters, invalid UTF-8, bidirectional controls, line ends
 * of Unicode, the BOM and noncharacters are shown as escapes; so are line ends and tabs. */
void out_term(struct out *o, struct str s);

/* The same with line ends and tabs kept. */
void out_term_lines(struct out *o, struct str s);

/* The same for XML 1.0, in text and between quotes of either sort. */
void out_xml(struct out *o, struct str s);

/* The same for a workflow command of GitHub Actions: for its message, and for one of its properties. */
void out_workflow(struct out *o, struct str s);
void out_workflow_property(struct out *o, struct str s);

/* The same for the description of a test in TAP 13 and 14. */
void out_tap(struct out *o, struct str s);

/* One CSV field by RFC 4180, quoted where needed; a leading = + - @, tab or line end, which a
 * spreadsheet might run as a formula, is kept from it by an apostrophe before it, unless the field
 * is a number. */
void out_csv(struct out *o, struct str s);

#endif
