/* What the parts of edit share. */
#ifndef EDIT_PARTS_H
#define EDIT_PARTS_H

#include "edit.h"

/* Where an entry of a collection stands. */
struct edit_slot {
	const struct node *value;
	uint32_t from; /* its first byte: the key, or "-" or "?" before it */
	uint32_t sep;  /* behind its ":" or "-"; 0 where it has none, as in flow style */
	uint32_t to;   /* behind its value, or sep where that is empty */
};

/* The slots of a collection's entries; n->n of them, in a. */
struct edit_slot *edit_slots(struct arena *a, struct str bytes, const struct node *n);

size_t edit_line(struct str bytes, size_t at); /* where the line begins that a byte lies in */
size_t edit_eol(struct str bytes,
    size_t at); /* where its line end begins, or the end of the file */
size_t edit_below(struct str bytes,
    size_t at); /* where the next line begins, or the end of the file */
size_t edit_end_above(struct str bytes,
    size_t line);			       /* the end of the line above the one begun there */
size_t edit_skip(struct str bytes, size_t at); /* over blanks, line ends and comments */
bool edit_is_blank(struct str bytes, size_t from, size_t to); /* holds nothing but blanks */
bool edit_is_comment(struct str bytes, size_t from,
    size_t to); /* and perhaps a comment at the end */

bool edit_is_flow(const struct node *n); /* a collection in [..] or {..} */
bool edit_is_block(
    const struct node *n); /* a collection whose entries stand on lines of their own */

/* Behind "|" or ">" and what tells how to read it. */
size_t edit_header_end(struct str bytes, const struct node *scalar);

/* How a value is written: head stands on the line of its key or dash, tail below, each line of it begun by
 * a line end. */
struct edit_text {
	struct str head;
	struct str tail;
};

/* Ways to write it; not every one serves everywhere. */
enum edit_form {
	EDIT_AS_READ, /* as its source has it */
	EDIT_STYLED,  /* anew, in its style */
	EDIT_INLINE,  /* anew, on one line */
	EDIT_FORMS,
};

struct edit_layout {
	struct arena *arena;
	struct str eol;	     /* line end of the file */
	size_t step;	     /* columns that a nested collection is indented by */
	size_t indent;	     /* columns before the key or dash of the entry */
	bool item;	     /* the entry is one of a list */
	bool flow;	     /* it stands in [..] or {..} */
	enum node_style was; /* style of the scalar that stood there, else STYLE_PLAIN */
};

/* False where a form does not exist for the value. */
bool edit_write(struct edit_text *t, const struct edit_layout *l, struct edit_value value,
    enum edit_form form);

/* A key as it is written beside one of that style. */
struct str edit_key(const struct edit_layout *l, struct str key, enum node_style beside);

/* The layout of an entry of a collection; at is a byte of the line whose line end is taken. */
struct edit_layout edit_layout_of(const struct edit *e, const struct node *collection,
    size_t indent, size_t at);

/* Columns before an entry's key or dash, and whether nothing but blanks is there. */
size_t edit_indent(const struct edit *e, const struct edit_slot *slot);
size_t edit_columns(struct str bytes,
    size_t at); /* the same of whatever begins the line of a value */
bool edit_begins_line(struct str bytes, size_t at);

/* The first token of a pointer that has one, unescaped; rest is what follows it. */
struct str edit_token(struct arena *a, struct str *rest, struct str pointer);

/* Where a pointer leads. */
struct edit_path {
	VEC(const struct node *) steps; /* from the root to the last node that is there */
	struct str key;	 /* the first token that leads nowhere, unescaped; p is NULL where all do */
	struct str rest; /* of the pointer, behind that */
};

void edit_follow(struct edit_path *path, const struct edit *e, struct str pointer);

/* A copy of a node as an entry under a key, which may be NULL. */
struct node *edit_copy(struct arena *a, const struct node *n, struct node *key);

/* A collection whose entry `old` is replaced by new, or left out where that is NULL; where old is NULL,
 * new is added. */
struct node *edit_with(struct arena *a, const struct node *n, const struct node *old,
    struct node *new);

/* The document with new in place of old, which is an entry of the path's step `last`. */
const struct node *edit_document(const struct edit *e, const struct edit_path *path, size_t last,
    const struct node *old, struct node *new);

/* One way to make a change: it is tried out, and counts where what comes of it is what was meant. */
struct edit_attempt {
	struct edit *edit;
	const struct node *meant; /* the document as it is to be */
	struct {
		size_t from, to; /* these bytes become */
		struct str text; /* this */
	} splices[4];		 /* none within another */
	size_t n;
};

void edit_splice(struct edit_attempt *a, size_t from, size_t to, struct str text);

/* Makes the change if it turns out as it was meant; takes the splices back where it does not. */
bool edit_succeeds(struct edit_attempt *a);

/* Sets the value at the end of a path that leads somewhere; returns as edit_set does. */
const char *edit_replace(struct edit *e, const struct edit_path *path, struct edit_value value);

#endif
