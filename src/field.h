/* Field tables: what a record consists of, said once. The table of a kind drives the reader, the
 * references between records, the words of the log and the export. */
#ifndef FIELD_H
#define FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "intern.h"
#include "kind.h"
#include "node.h"

/* Bytes of the record's file that hold prose; it is read again when it is printed. */
struct prose {
	uint32_t from; /* byte offset of the node in the file */
	uint32_t to;   /* from == to: absent */
};

struct syms {
	uint32_t *p; /* symbols */
	uint32_t n;
};

/* KIND:ID */
struct ref {
	uint32_t kind; /* enum kind; KIND_NONE: absent */
	uint32_t id;   /* symbol */
};

struct refs {
	struct ref *p;
	uint32_t n;
};

struct texts {
	struct str *p;
	uint32_t n;
};

/* One entry of a mapping from names to numbers. */
struct value {
	uint32_t key;  /* symbol */
	bool logical;  /* written as true or false */
	double number; /* true is 1, false is 0; NaN where it is neither number nor bool */
};

struct values {
	struct value *p;
	uint32_t n;
};

/* Entries of one struct; the struct of a FIELD_MAP begins with `uint32_t key`. */
#define LIST(type)          \
	struct {            \
		type *p;    \
		uint32_t n; \
	}

enum field_type {
	FIELD_SYM,    /* uint32_t: id, skill or role as a symbol, 0 where absent */
	FIELD_SYMS,   /* struct syms: a list of them, or one alone */
	FIELD_REF,    /* struct ref */
	FIELD_REFS,   /* struct refs */
	FIELD_TEXT,   /* struct str: one line; p NULL where absent */
	FIELD_TEXTS,  /* struct texts */
	FIELD_PROSE,  /* struct prose */
	FIELD_PROSES, /* a list of prose, not kept in the struct */
	FIELD_DATE,   /* int32_t, DATE_NONE where absent */
	FIELD_NUMBER, /* double, NaN where absent */
	FIELD_BOOL,   /* int8_t: -1 absent, 0, 1 */
	FIELD_ENUM,   /* uint8_t: 0 absent, else 1 + index in words */
	FIELD_ONE,    /* pointer to a struct of table `of`, NULL where absent */
	FIELD_MAP,    /* LIST of such structs, from a mapping by short name */
	FIELD_LIST,   /* LIST of such structs, from a list */
	FIELD_VALUES, /* struct values */
	FIELD_DATES,  /* struct values of days: a mapping from names to dates */
	FIELD_TREE,   /* not kept in the struct: log, diff and export see it in the tree */
};

/* What a symbol or reference may name, as a set of bits: 1 << enum kind, and those beyond. */
enum {
	REF_NONE = 0,
	REF_PERSON = 1 << KIND_PERSON,
	REF_TEAM = 1 << KIND_TEAM,
	REF_OWNER = REF_PERSON | REF_TEAM,
	REF_FRAMEWORK = 1 << KIND_FRAMEWORK,
	REF_OPPORTUNITY = 1 << KIND_OPPORTUNITY,
	REF_GOAL = 1 << KIND_GOAL,
	REF_REQUEST = 1 << KIND_REQUEST,
	REF_CYCLE = 1 << KIND_CYCLE,
	REF_ANY = (1 << KIND_WORKSPACE) - 2, /* of FIELD_REF: every kind, named by the reference */
	REF_SKILL = 1 << 20,		     /* SKILL or FRAMEWORK/SKILL */
	REF_ROLE = 1 << 21,		     /* ROLE or FRAMEWORK/ROLE */
};

struct field {
	const char *key; /* as in the file */
	uint8_t type;	 /* enum field_type */
	uint16_t offset; /* in the struct */
	uint32_t refers; /* REF_ bits of a value; of a FIELD_MAP, VALUES or DATES, of its keys */
	const struct table *of;	  /* FIELD_ONE, MAP, LIST: table of the entries */
	const char *const *words; /* FIELD_ENUM: the words, ended by NULL */
	const char *label; /* what the log calls it; NULL: the key with spaces for underscores */
};

struct table {
	const char *name;	    /* what the log and messages call one: "key result" */
	size_t size;		    /* of the struct */
	const struct field *fields; /* two rows of one key read two forms of it */
	size_t n;
	const char
	    *identity[2]; /* FIELD_LIST: keys whose values tell entries apart; NULL: position */
};

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

/* Reads a mapping into a zeroed struct of t->size bytes. Total: what is missing or of a wrong type
 * reads as absent. Strings and lists are copied to a. */
void fields_read(void *to, const struct table *t, const struct node *map, struct arena *a,
    struct intern *in);

/* The row of a key that fits a node's form, or the first of that key; NULL where there is none. */
const struct field *field_of(const struct table *t, struct str key, const struct node *value);

/* Where in a record something stands: the steps that lead there, outermost last. */
struct field_path {
	const struct field_path *above; /* NULL for a field of the record itself */
	const struct field *field;
	uint32_t key;	/* symbol of the entry of a mapping by name, 0 elsewhere */
	uint32_t index; /* of the entry in a list; UINT32_MAX: the field itself */
};

/* The path as a JSON Pointer. */
struct str field_pointer(const struct field_path *path, const struct intern *in, struct arena *a);

/* The node in a record's tree that such a pointer leads to, the deepest one that exists on the way. The
 * entries of lists in it are numbered as they were read, without those of a wrong type, and a single
 * value as the only one of a list: *pointer becomes the one in the tree, which lives in a. */
struct node *field_node(struct str *pointer, const struct table *t, struct node *root,
    struct arena *a);

/* Calls visit for every reference in a struct: fields and keys with REF_ bits, at any depth. A ref
 * whose kind is KIND_NONE may be any of path->field->refers. */
typedef void field_visitor(void *ctx, struct ref ref, const struct field_path *path);
void fields_visit(const void *from, const struct table *t, field_visitor *visit, void *ctx);

/* Splits "KIND:ID"; kind is KIND_NONE where it names none. */
struct ref ref_parse(struct str s, struct intern *in);

/* Is this key the user's own ("x-...")? */
bool key_is_private(struct str key);

#endif
