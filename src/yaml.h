/* YAML, strictly: bytes to a tree. Anchors, aliases, tags and merge keys are refused; scalars are
 * typed by the YAML 1.2 core schema. */
#ifndef WHET_YAML_H
#define WHET_YAML_H

#include "diag.h"
#include "node.h"

struct yaml_doc {
	struct node *root; /* NULL: an empty document */
	uint32_t from;	   /* byte offset where the document begins */
};

struct yaml {
	struct str path;       /* as findings name it */
	struct str bytes;      /* the file */
	struct yaml_doc *docs; /* documents that could be parsed, in order */
	size_t n_docs;
	bool broken; /* something could not be parsed: there may be more documents than docs has */
	struct text_at at; /* place last asked for */
	struct text_at
	    *places; /* of every 1,024th byte; NULL where the file is small or broken early */
};

/* Deepest nesting and longest file that are read. */
enum { YAML_DEPTH = 100, YAML_LARGEST = 64 << 20 };

/* Parses a file into arena a, which must outlive the tree, as must path and bytes. What is wrong
 * with it goes to sink. Never NULL. */
struct yaml *yaml_parse(struct arena *a, struct sink *sink, struct str path, struct str bytes);

/* The text of a scalar that is a string and takes bytes [from, to) of a file, told without parsing: *text is
 * what yaml_parse would give. False where it takes parsing: of the forms that prose is written in only a
 * plain one on a line of its own and "|" are told. Lives in a, or in bytes. */
bool yaml_prose(struct str *text, struct arena *a, struct str bytes, size_t from, size_t to);

/* The place of a byte offset. */
struct text_at yaml_at(struct yaml *y, size_t offset);

/* Fills in a finding's path, line, column and width for bytes [from, to) of a file. */
void yaml_place(struct finding *f, struct yaml *y, size_t from, size_t to);

#endif
