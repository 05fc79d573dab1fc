/* needs: gaps as output: tables, a map of people and skills, JSON, CSV, Markdown, and how each figure
 * came about. */
#ifndef NEEDS_H
#define NEEDS_H

#include "gaps.h"
#include "grid.h"

struct needs {
	struct arena *arena; /* for texts */
	struct repo *repo;
	int32_t as_of;
	struct str title; /* of a text about several people: whose gaps they are */
	bool many;	  /* a map of people and skills rather than the gaps of one */
	const struct gaps *people;
	size_t n;
	const struct teachings *teachings; /* of these people */
	struct grid_style style;	   /* text */
};

/* The names of text, json, csv and markdown, the default first, ended by NULL; and printing in one of
 * them. Text for a pipe: see whet-gaps(1). */
extern const char *const needs_formats[];
void needs_print(struct out *o, const char *format, const struct needs *n);

/* How expected and assessed level of each skill came about: inputs with file and line, formula,
 * steps. */
void needs_explain(struct out *o, const struct needs *n);

#endif
