/* What the parts of yaml share while a file is parsed. */
#ifndef YAML_PARSE_H
#define YAML_PARSE_H

#include <yaml.h>

#include "yaml.h"

/* libyaml's marks count code points behind the BOM; spans count bytes. */
struct marks {
	uint32_t base;	 /* bytes of the BOM */
	uint32_t *bytes; /* byte offset of every STEP-th code point; NULL where all is ASCII */
	struct str text; /* the whole file */
};

enum { STEP = 64 };

/* A collection that is still open. */
struct frame {
	struct node *node;
	struct node **tail; /* where the next entry is linked */
	struct node *key;   /* mapping: key whose value comes next, or NULL */
};

struct parse {
	struct arena *arena;
	struct sink *sink;
	struct yaml *yaml;
	struct marks marks;
	struct frame stack[YAML_DEPTH];
	size_t depth;
	struct node *root; /* of the document that is being read */
	bool stands_in;	   /* libyaml reads a copy with stand-ins */
	struct {
		struct yaml_doc *p;
		size_t n, cap;
	} docs;
};

/* Adds a finding about bytes [from, to). */
struct finding *yaml_report(struct parse *p, enum rule rule, size_t from, size_t to,
    struct str message, const char *help);

/* Is another finding of the rule kept? Else it is counted, and there is nothing to say. */
bool yaml_has_room(struct parse *p, enum rule rule);

/* Byte offset of a libyaml mark. */
uint32_t yaml_byte_of(const struct marks *m, const yaml_mark_t *mark);

/* Reports a file in UTF-16 or UTF-32, and whether it is one. */
bool yaml_refuse_encoding(struct parse *p, struct str bytes);

/* Reports the first byte that is no UTF-8, no printable character, or a carriage return that ends a line by
 * itself; false where there is one. */
bool yaml_check_encoding(struct parse *p, bool *ascii);

/* Reports the first conflict marker that git merge left, and whether there is one. */
bool yaml_has_conflict(struct parse *p, struct str bytes);

/* Reports the first line that begins with %TAG, and whether there is one: libyaml takes time by the square
 * of how many there are, and writes out what they stand for wherever they are used. */
bool yaml_has_tag_line(struct parse *p, struct str bytes);

/* Reports a control character escaped into a value. */
void yaml_check_controls(struct parse *p, const struct node *n);

/* Are there characters that libyaml takes for line ends and editors do not? */
bool yaml_has_no_break(struct str bytes);

/* Replaces them by stand-ins of the same length, or back. */
void yaml_stand_in(struct str text, bool back);

/* Behind this many characters libyaml takes no key without a question mark, and nor do we with one: every
 * finding below it would name it. */
enum { LONGEST_KEY = 1024 };

/* Reports a longer one. */
void yaml_long_key(struct parse *p, uint32_t at);

/* Reports what libyaml stumbled over. */
void yaml_syntax_error(struct parse *p, const yaml_parser_t *parser);

#endif
