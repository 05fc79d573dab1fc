#include <stdlib.h>

#include "merge_parts.h"
#include "yaml.h"

/* The comments of a version, sorted. */
struct comments {
	struct str *p;
	size_t n, cap;
};

struct reading {
	struct arena *arena;
	struct comments *to;
	struct str bytes;
	size_t at; /* how far it has been read */
};

/* Comments between scalars. */
static void
read_gap(struct reading *r, size_t to)
{
	while (r->at < to) {
		size_t at = r->at + str_index(str_sub(r->bytes, r->at, to), '#'), end;

		if (at >= to)
			break;
		end = at + str_index(str_sub(r->bytes, at, r->bytes.n), '\n');
		*vec_push(r->arena, r->to) = str_trim(str_sub(r->bytes, at, end));
		r->at = end;
	}
	r->at = to > r->at ? to : r->at;
}

static void
read_scalar(struct reading *r, const struct node *n)
{
	read_gap(r, n->from);
	if (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED) /* behind its "|" */
		read_gap(r, n->from + str_index(str_sub(r->bytes, n->from, n->to), '\n'));
	r->at = n->to > r->at ? n->to : r->at;
}

static void
read_node(struct reading *r, const struct node *n)
{
	if (n->key)
		read_scalar(r, n->key);
	if (n->type != NODE_SEQ && n->type != NODE_MAP)
		read_scalar(r, n);
	else
		for (const struct node *e = n->first; e; e = e->next)
			read_node(r, e);
}

static struct comments
comments_of(struct arena *a, struct str bytes)
{
	struct comments comments = {0};
	struct reading r = {a, &comments, bytes, 0};
	struct sink sink = {.arena = a};
	struct yaml *y = yaml_parse(a, &sink, S(""), bytes);

	for (size_t i = 0; i < y->n_docs; i++)
		if (y->docs[i].root)
			read_node(&r, y->docs[i].root);
	read_gap(&r, bytes.n);
	str_sort(comments.p, comments.n);
	return comments;
}

static size_t
count(const struct comments *all, struct str comment)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += str_eq(all->p[i], comment);
	return n;
}

/* How many of a comment the result of one side has to hold: what the other has taken out may go. */
static size_t
wanted(const struct comments *was, const struct comments *here, const struct comments *there,
    struct str comment)
{
	size_t own = count(here, comment), other = count(there, comment);

	return other < own && own <= count(was, comment) ? other : own;
}

bool
merge_keeps_comments(struct arena *a, struct str base, const struct merge_sides *sides)
{
	struct comments was = comments_of(a, base);
	const struct comments given[] = {comments_of(a, sides->ours),
	    comments_of(a, sides->theirs)};
	const struct comments merged[] = {comments_of(a, sides->merged_ours),
	    comments_of(a, sides->merged_theirs)};

	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < given[side].n; i++) {
			struct str comment = given[side].p[i];

			if (count(&merged[side], comment) <
			    wanted(&was, &given[side], &given[1 - side], comment))
				return false;
		}
	return true;
}
