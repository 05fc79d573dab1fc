/* Compiled schemas and what a validation carries along: shared by schema*.c, private to them. */
#ifndef SCHEMA_NODE_H
#define SCHEMA_NODE_H

#include "decimal.h"
#include "pattern.h"
#include "schema.h"

/* A parameter that a table of functions asks for and this one does not use. */
#define UNUSED __attribute__((unused))

/* In the order in which they are evaluated: what stops at the value itself, references, what looks
 * into the value, applicators, and last the keywords that need to know what all others saw. */
enum keyword_id {
	KEYWORD_TYPE,
	KEYWORD_CONST,
	KEYWORD_ENUM,
	KEYWORD_REF,
	KEYWORD_DYNAMIC_REF,
	KEYWORD_MIN_LENGTH,
	KEYWORD_MAX_LENGTH,
	KEYWORD_PATTERN,
	KEYWORD_FORMAT,
	KEYWORD_MULTIPLE_OF,
	KEYWORD_MINIMUM,
	KEYWORD_EXCLUSIVE_MINIMUM,
	KEYWORD_MAXIMUM,
	KEYWORD_EXCLUSIVE_MAXIMUM,
	KEYWORD_MIN_ITEMS,
	KEYWORD_MAX_ITEMS,
	KEYWORD_UNIQUE_ITEMS,
	KEYWORD_MIN_PROPERTIES,
	KEYWORD_MAX_PROPERTIES,
	KEYWORD_REQUIRED,
	KEYWORD_DEPENDENT_REQUIRED,
	KEYWORD_PROPERTY_NAMES,
	KEYWORD_PROPERTIES,
	KEYWORD_PATTERN_PROPERTIES,
	KEYWORD_ADDITIONAL_PROPERTIES,
	KEYWORD_ITEMS,
	KEYWORD_PREFIX_ITEMS,
	KEYWORD_CONTAINS,
	KEYWORD_MIN_CONTAINS,
	KEYWORD_MAX_CONTAINS,
	KEYWORD_ALL_OF,
	KEYWORD_ANY_OF,
	KEYWORD_ONE_OF,
	KEYWORD_NOT,
	KEYWORD_IF,
	KEYWORD_THEN,
	KEYWORD_ELSE,
	KEYWORD_DEPENDENT_SCHEMAS,
	KEYWORD_UNEVALUATED_ITEMS,
	KEYWORD_UNEVALUATED_PROPERTIES,
	KEYWORD_DEFS,
	KEYWORD_DEFINITIONS,
	KEYWORD_CONTENT_SCHEMA,
	KEYWORD_ID,
	KEYWORD_SCHEMA,
	KEYWORD_ANCHOR,
	KEYWORD_DYNAMIC_ANCHOR,
	KEYWORD_VOCABULARY,
	KEYWORDS
};

enum vocabulary {
	VOCABULARY_CORE = 1,
	VOCABULARY_APPLICATOR = 2,
	VOCABULARY_UNEVALUATED = 4,
	VOCABULARY_VALIDATION = 8,
	VOCABULARY_META_DATA = 16,
	VOCABULARY_FORMAT_ANNOTATION = 32,
	VOCABULARY_FORMAT_ASSERTION = 64,
	VOCABULARY_CONTENT = 128,
	VOCABULARY_STANDARD = 255 - VOCABULARY_FORMAT_ASSERTION,
};

/* What a keyword's value has to be. */
enum argument {
	ARGUMENT_ANY,
	ARGUMENT_SCHEMA,     /* a mapping, true or false */
	ARGUMENT_SCHEMAS,    /* a list of at least one */
	ARGUMENT_SCHEMA_MAP, /* a mapping of them */
	ARGUMENT_LIST,
	ARGUMENT_MAP,
	ARGUMENT_STRING,
	ARGUMENT_STRINGS,     /* a list of strings */
	ARGUMENT_STRINGS_MAP, /* a mapping of such lists */
	ARGUMENT_TYPES,	      /* the name of a type, or a list of them */
	ARGUMENT_NUMBER,
	ARGUMENT_POSITIVE, /* a number greater than 0 */
	ARGUMENT_COUNT,	   /* a whole number, at least 0 */
	ARGUMENT_BOOL,
};

/* Bits of node types, for keyword.on and the types of "type". */
enum {
	ON_NULL = 1 << NODE_NULL,
	ON_BOOL = 1 << NODE_BOOL,
	ON_NUMBER = 1 << NODE_INT | 1 << NODE_FLOAT,
	ON_STR = 1 << NODE_STR,
	ON_SEQ = 1 << NODE_SEQ,
	ON_MAP = 1 << NODE_MAP,
	ON_ANY = 127,
	TYPE_INTEGER = 128, /* in check.types only: integers, and 1.0 too */
};

struct run;
struct frame;
struct check;
struct compiler;

struct keyword {
	const char *name;
	enum keyword_id leader; /* keyword whose check does the work of this one; often itself */
	uint8_t vocabulary;	/* enum vocabulary that it belongs to */
	uint8_t argument;	/* enum argument */
	uint8_t on;		/* types of instance that it says something about */
	/* Writes the check's argument; false where there is nothing to check. values holds the
	 * schema's keywords by enum keyword_id. NULL: the keyword checks nothing. */
	bool (*compile)(struct compiler *c, struct check *check, const struct node *const *values);
	bool (*holds)(struct run *run, const struct check *check, const struct frame *f);
	/* Reports that it does not hold; nothing below it is reported then. NULL: what is below
	 * reports. */
	void (*explain)(struct run *run, const struct check *check, const struct frame *f);
};

extern const struct keyword keywords[KEYWORDS];

/* The keyword of that name; KEYWORDS where it is none. */
enum keyword_id keyword_find(struct str name);

/* Schemas. */

struct schema_list {
	struct schema **p;
	size_t n, cap;
};

struct name_list {
	struct str *p;
	size_t n, cap;
};

struct anchor {
	struct str name;
	const struct node *node; /* the schema that it names */
	struct schema *schema;	 /* compiled; NULL until its resource is in use */
};

/* A schema with a URI of its own and what is in it. */
struct resource {
	struct schema_set *set;
	struct str uri; /* absolute, without fragment */
	const struct node *root;
	struct resource *parent; /* that it is embedded in; NULL: a document */
	unsigned vocabularies;	 /* bits of enum vocabulary that its dialect uses */
	struct {
		struct anchor *p;
		size_t n, cap;
	} anchors;	 /* $dynamicAnchor */
	size_t n_in_use; /* anchors whose schemas are compiled */
};

/* A row of the hash table of "properties". */
struct member {
	struct str name; /* p is NULL in an empty row */
	const struct schema *schema;
};

struct pattern_member {
	const struct pattern *pattern;
	const struct schema *schema;
};

/* properties, patternProperties and additionalProperties, which look at each key together. */
struct members {
	struct member *rows; /* a power of two of them, never full; NULL without "properties" */
	size_t mask;	     /* number of rows, less 1 */
	struct pattern_member *patterns;
	size_t n_patterns;
	const struct schema *rest; /* additionalProperties; NULL: anything */
};

/* prefixItems and items. */
struct items {
	struct schema_list prefix;
	const struct schema *rest; /* items; NULL: anything */
};

struct contains {
	const struct schema *schema;
	uint64_t min; /* 1 unless given */
	uint64_t max; /* UINT64_MAX where there is none */
};

struct condition {
	const struct schema *test;
	const struct schema *yes, *no; /* then and else; NULL: anything */
};

/* dependentRequired and dependentSchemas: what holds where a key is present. */
struct dependent {
	struct str key;
	struct name_list needs;	     /* dependentRequired */
	const struct schema *schema; /* dependentSchemas */
};

struct dependents {
	struct dependent *p;
	size_t n, cap;
};

struct dynamic_ref {
	const struct schema *initial; /* what it refers to as a $ref would */
	struct str anchor; /* $dynamicAnchor to look for among the callers; p NULL: none */
};

/* One keyword of a schema, ready to run. */
struct check {
	enum keyword_id keyword;
	const struct node *value; /* of the keyword in the schema */
	union {
		unsigned types;			     /* type */
		uint64_t count;			     /* minLength ... maxProperties */
		const struct decimal *number;	     /* multipleOf ... exclusiveMaximum */
		const struct schema *schema;	     /* $ref, not, propertyNames, unevaluated... */
		const struct schema_list *list;	     /* allOf, anyOf, oneOf */
		const struct name_list *names;	     /* required */
		const struct pattern *pattern;	     /* pattern */
		const struct format *format;	     /* format */
		const struct members *members;	     /* properties */
		const struct items *items;	     /* items */
		const struct contains *contains;     /* contains */
		const struct condition *condition;   /* if */
		const struct dependents *dependents; /* dependentRequired, dependentSchemas */
		const struct dynamic_ref *dynamic;   /* $dynamicRef */
	};
};

struct schema {
	struct resource *resource;
	const struct node *node; /* where it is written */
	struct str title;	 /* p is NULL where it has none, as in the next */
	struct str description;
	struct check *checks; /* in the order of enum keyword_id */
	size_t n;
	struct schema_list in_place; /* schemas that it applies to its own instance */
	const struct schema
	    *meant;	 /* for the verdict: itself, or what it does no more than refer to */
	bool refuses;	 /* the schema false */
	bool tracks;	 /* has unevaluatedItems or unevaluatedProperties */
	uint8_t visited; /* by the search for endless references */
};

/* Validation. */

/* Which entries of a collection have been looked at, for unevaluatedItems and -Properties. */
struct seen {
	bool *entries;
	uint32_t n;
};

/* A schema being applied to an instance. The frames below it are who applied it: they give the
 * instance's place, the dynamic scope and the words of a message. */
struct frame {
	const struct frame *up; /* NULL: the first */
	const struct schema *schema;
	const struct node *node;   /* the instance; for a key a copy that is a string */
	const struct node *origin; /* the instance in the tree */
	struct str name;	   /* key by which the entry or, of dependentSchemas, the schema was
				      * chosen; p is NULL where there is none */
	uint32_t index;		   /* of the entry in a list */
	uint16_t depth;		   /* frames below it */
	uint8_t keyword;	   /* enum keyword_id that applied it; KEYWORDS for the first */
	bool entry;		   /* node is an entry of up->node, or its key */
	struct seen *seen;	   /* NULL: nobody asks */
};

struct failures; /* schema_message.h */

/* What is said of all keys of one mapping that are not known. */
struct unknown_keys {
	bool found;	       /* what follows has been found */
	struct name_list left; /* keys that the mapping may have and has not */
	struct str help;       /* for a key that is near to none of them */
	unsigned n_sought;     /* keys for which a near one has been sought */
};

struct run {
	struct schema_scratch *scratch;
	struct arena *arena;	      /* holds the texts until the run ends */
	struct failures *failures;    /* NULL: only the verdict counts */
	struct unknown_keys *unknown; /* of the mapping whose entries are looked at; NULL: none */
	const struct node *root;
	uint64_t steps;	     /* left before it is given up */
	const char *gave_up; /* why; NULL while it goes on */
};

/* Depth of frames at which a validation is given up. */
enum { FRAMES_MOST = 1000 };

/* schema_set.c */

/* Where a schema stands. */
struct place {
	const struct node *node;
	struct resource *resource; /* that it belongs to */
	struct schema *schema;	   /* compiled; NULL until it is asked for */
};

/* A URI by which a schema is known: a resource, a document, an anchor. */
struct identifier {
	struct str uri;
	struct place *place;
	bool dynamic; /* $dynamicAnchor */
};

struct document {
	struct str uri; /* by which it was added, without fragment */
	const struct node *root;
	bool indexed; /* its identifiers are known */
};

struct schema_set {
	struct arena *arena;
	struct {
		struct document *p;
		size_t n, cap;
	} documents;
	struct place **places; /* hash table by node */
	size_t n_places, places_mask;
	struct identifier **identifiers; /* hash table by URI */
	size_t n_identifiers, identifiers_mask;
	struct node *(
	    *find)(void *ctx, struct str uri); /* documents that were not added; or NULL */
	void *find_ctx;
	bool assert_formats;
	size_t work;		   /* entries looked at to follow references */
	struct schema_fault fault; /* the first */
};

/* Keeps the first fault of a compilation; true where this is the first. node says where: the schema
 * or a keyword's value in it, NULL for nowhere. */
bool set_fail(struct schema_set *set, const struct resource *resource, const struct node *node,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* What a URI reference in a schema of resource refers to; NULL, after set_fail, where that is
 * nothing. */
struct identifier set_resolve(struct schema_set *set, const struct resource *resource,
    const struct node *reference);

/* The place of a schema node. What stands where no keyword looks for schemas belongs to resource, and
 * is not known by identifiers of its own. */
struct place *set_place(struct schema_set *set, const struct node *node, struct resource *resource);

/* Works out the dialect of a resource from its $schema; false after set_fail. */
bool resource_dialect(struct schema_set *set, struct resource *resource);

/* schema_compile.c */

/* The row of a key; NULL where there is none. */
const struct member *members_find(const struct members *m, struct str key);

/* schema_apply.c */

/* Does the frame's schema accept its instance? */
bool frame_accepts(struct run *run, const struct frame *f);

/* Applies a schema to the instance of a frame. name is as in struct frame. Where seen is not NULL it
 * takes what was looked at, whatever the verdict. */
bool apply_in_place(struct run *run, const struct frame *f, enum keyword_id keyword,
    const struct schema *schema, struct str name, struct seen *seen);

/* The items of the frame's list that the schema of contains accepts. */
uint64_t contains_count(struct run *run, const struct check *check, const struct frame *f);

/* Takes steps off; false where there are none left. */
bool run_spend(struct run *run, uint64_t steps);

/* Does the pattern match? False, and the run is given up, where that would take too long. */
bool run_match(struct run *run, const struct pattern *pattern, struct str s);

/* schema_assert.c */

/* Is it of one of the types, as in check.types? */
bool node_is_of(const struct node *n, unsigned types);

/* The first entry of a list that repeats an earlier one; NULL where none does. */
const struct node *node_repeated(struct run *run, const struct node *seq);

/* schema_message.c */

/* Reports that a schema false was applied. */
void explain_refusal(struct run *run, const struct frame *f);

/* schema_format.c */

/* The format of that name; NULL where it is not known. */
const struct format *format_find(struct arena *a, struct str name);

/* Is s of that format? */
bool format_holds(const struct format *format, struct str s, struct run *run);

/* What a format is called in messages. */
struct str format_words(const struct format *format);

#endif
