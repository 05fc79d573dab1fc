/* JSON Schema 2020-12 over the marked tree. Schemas are compiled once; validation parses nothing
 * and never modifies a compiled schema, so that threads share it. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>

#include "node.h"
#include "pattern.h"

struct schema_set; /* schemas that may refer to each other */
struct schema;	   /* one compiled schema */

/* The set lives in a. */
struct schema_set *schema_set_new(struct arena *a);

/* Adds a document under its $id and under base, which may be empty where it has one. Text and tree
 * must outlive the set. */
void schema_set_add(struct schema_set *set, struct str base, struct node *root);

/* Where a reference leads to a document that was not added, find gives its tree, which must outlive
 * the set, or NULL. */
void schema_set_find(struct schema_set *set, struct node *(*find)(void *ctx, struct str uri),
    void *ctx);

/* "format" is asserted from now on; else only schemas whose dialect asks for it have that. */
void schema_set_assert_formats(struct schema_set *set);

/* Why a schema does not compile. */
struct schema_fault {
	struct str message;	     /* one line; p is NULL while all is well */
	struct str where;	     /* URI and JSON Pointer of what is wrong; empty: nowhere */
	const struct node *node;     /* what is wrong; NULL: nowhere */
	const struct node *document; /* root of the tree that node is in; NULL: nowhere */
	struct str
	    missing; /* URI of a document that is not there; p is NULL where none is missing */
};

/* Compiles the schema at a URI reference (absolute, with an optional fragment) and everything it
 * refers to. Returns NULL where it is no valid schema or refers to one that is not in the set; then
 * *fault, in the set's arena, says which and why, and the set compiles nothing more. Call from one
 * thread at a time; others may validate meanwhile. */
struct schema *schema_compile(struct schema_set *set, struct str uri, struct schema_fault *fault);

/* Schemas as definitions of one document that refers to nothing outside itself. */
struct schema_bundle;
struct schema_bundle *schema_bundle_new(struct arena *a);

/* Adds a schema and all that it refers to, and returns the reference to it, "#/$defs/NAME". p is NULL
 * where one document cannot say the same; then *fault tells why. Not while its set compiles. */
struct str schema_bundle_add(struct schema_bundle *b, const struct schema *schema,
    struct schema_fault *fault);

/* The definitions, a mapping: first what was added first. */
const struct node *schema_bundle_defs(const struct schema_bundle *b);

/* The schema's title; p is NULL where it has none. */
struct str schema_title(const struct schema *schema);

/* What messages call a document from now on, instead of the title. Before anybody validates. */
void schema_call(struct schema *schema, struct str noun);

/* What one thread needs to validate; made with {0}. */
struct schema_scratch {
	struct arena arena;	/* rewound after each call */
	struct arena words;	/* of messages until they are whole; rewound as well */
	struct matcher matcher; /* for patterns */
};
void schema_scratch_free(struct schema_scratch *scratch);

/* One failure. */
struct schema_error {
	const struct node *node; /* what is wrong: for an unknown key the key itself */
	struct str message; /* one line, for a user: unknown key "ownr" in goal, did you mean ... */
	struct str help;    /* what to do; empty where the message leaves nothing to add */
	struct str pointer; /* JSON Pointer of the instance location */
	const char *keyword; /* the keyword that failed */
};
struct schema_errors {
	struct schema_error *p;
	size_t n, cap;
	size_t most; /* errors that are listed of one tree */
	size_t more; /* that are not listed: checks that fail, counted */
};

/* Validates a tree; errors are appended in the order of the file, texts in a. Where errors is NULL
 * only the verdict counts and validation stops at the first failure. Of anyOf and oneOf the branch
 * that the user meant is reported (same kind, type or const), not all; of one mistake the first thing
 * that is wrong. A tree is invalid too, and the last error says so, where the schema asks for too much
 * time or depth. */
bool schema_validate(struct schema_errors *errors, const struct schema *schema,
    const struct node *root, struct arena *a, struct schema_scratch *scratch);

#endif
