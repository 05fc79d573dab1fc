/* assign: words such as "key_results/p99/target=250": where in a record, and what. */
#ifndef ASSIGN_H
#define ASSIGN_H

#include "field.h"
#include "yaml.h"

enum assign_op {
	ASSIGN_SET,    /* KEY=VALUE */
	ASSIGN_APPEND, /* KEY+=VALUE: to a list */
	ASSIGN_REMOVE, /* KEY= */
};

struct assign {
	enum assign_op op;
	struct str pointer;	  /* JSON Pointer; of ASSIGN_APPEND the list */
	const struct node *value; /* NULL for ASSIGN_REMOVE */
	struct str source;	  /* that value was read from; p NULL: it is the word itself */
};

/* Reads a word for a record of a kind whose tree is root. Its KEY is a path of keys below the path `under`,
 * which may be empty, with a slash between; what has a name of its own in the record (a key result, a focus
 * and its actions) is found by that name too. Texts, dates and references are taken as they are, everything
 * else is read as YAML. False after setting *why, which lives in a as all of it does. */
bool assign_read(struct assign *assign, struct str *why, struct arena *a, enum kind kind,
    const struct node *root, struct str under, struct str word);

/* The tree of a value that is a list or a mapping in YAML; NULL for all others. */
const struct node *assign_collection(struct arena *a, struct str value);

/* Is such a list or mapping what a field holds? Prose may look like one: "First: the good news". */
bool assign_takes(const struct field *f, const struct node *collection);

#endif
