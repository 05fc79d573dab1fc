/* The marked tree that YAML and JSON are read into: every node knows its byte span. */
#ifndef NODE_H
#define NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

struct json;

enum node_type {
	NODE_NULL,
	NODE_BOOL,
	NODE_INT,
	NODE_FLOAT,
	NODE_STR,
	NODE_SEQ,
	NODE_MAP,
};

enum node_style {
	STYLE_PLAIN, /* also the style of block collections */
	STYLE_SINGLE,
	STYLE_DOUBLE,
	STYLE_LITERAL,
	STYLE_FOLDED,
	STYLE_FLOW, /* [..] and {..} */
};

struct node {
	struct node *next; /* next entry of the same sequence or mapping */
	struct node *key;  /* a mapping's entry: the scalar before the colon; else NULL */
	union {
		struct str text;    /* scalars: the value as it reads after unquoting and folding */
		struct node *first; /* collections: first entry, in the order of the file */
	};
	uint32_t n;    /* collections: number of entries */
	uint32_t from; /* byte offset in the file of the first byte */
	uint32_t to;  /* byte offset behind the last one: of a block scalar its last line with text,
			* of a block collection its last entry; comments are never part of it */
	uint8_t type; /* enum node_type */
	uint8_t style; /* enum node_style */
	bool refused;  /* an alias: the finding is out, checks of its value say nothing more */
};

/* The entry of a mapping under key; NULL where map is NULL, no mapping, or has none. */
struct node *node_get(const struct node *map, struct str key);

/* The node at a JSON Pointer below root; NULL where there is none. Where closest is true the deepest
 * one that exists on the way. */
struct node *node_at(struct node *root, struct str pointer, bool closest);

/* The entry of a collection that a token of a JSON Pointer names; NULL where there is none. */
struct node *node_step(const struct node *n, struct str token);

/* A key as a token of a JSON Pointer: ~ and / escaped. */
struct str node_token(struct arena *a, struct str key);

/* Text of a NODE_STR; empty with p NULL for anything else or NULL. */
struct str node_str(const struct node *n);

/* Value of a NODE_INT or NODE_FLOAT; NaN for anything else or NULL. */
double node_number(const struct node *n);

/* Equality as JSON Schema has it: 1 equals 1.0, order of keys does not count. */
bool node_equal(const struct node *a, const struct node *b);

/* The same down to how scalars are written, quoting apart, whatever the order of keys. NULL is the same as NULL
 * alone. */
bool node_same(const struct node *a, const struct node *b);

/* Writes a tree as JSON: keys in the order of the file, numbers with all their digits. */
void node_json(struct json *j, const struct node *n);

/* The same of two mappings but for what stands under a key; false for anything else. */
bool node_equal_but(const struct node *a, const struct node *b, struct str key);

/* "a string", "a mapping" ...: for messages. */
const char *node_type_name(enum node_type type);

/* Type of a plain scalar by the core schema (YAML 1.2.2, section 10.3.2). */
enum node_type plain_type(struct str s);

/* A place in a text. Start with {0}. */
struct text_at {
	size_t offset;	 /* bytes from the beginning */
	uint32_t line;	 /* from 1, by LF */
	uint32_t column; /* characters from 1; a BOM has none, an invalid byte is one */
};

/* Moves a place to a byte offset: onwards from where it is, or from the beginning. */
void text_seek(struct text_at *at, struct str bytes, size_t offset);

#endif
