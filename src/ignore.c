#include "ignore.h"

#define DIRECTIVE S("whet: ignore")

/* Offsets of what looks like such a comment, which are narrowed to those that are. */
struct scan {
	struct {
		uint32_t *p;
		size_t n, cap;
	} hashes;    /* of the "#" */
	size_t next; /* the first that is not decided */
	size_t kept; /* how many are comments so far */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool
ignore_is(struct str comment)
{
	struct str rest = str_sub(comment, 1, comment.n);

	while (rest.n && is_blank(rest.p[0]))
		rest = str_sub(rest, 1, rest.n);
	if (!str_starts(rest, DIRECTIVE))
		return false;
	rest = str_sub(rest, DIRECTIVE.n, rest.n);
	return !rest.n || rest.p[0] == '[' || str_trim(str_sub(rest, 0, 1)).n == 0;
}

static bool
is_directive(struct str bytes, size_t hash)
{
	if (hash && !is_blank(bytes.p[hash - 1]) && bytes.p[hash - 1] != '\n')
		return false;
	return ignore_is(str_sub(bytes, hash, bytes.n));
}

static void
find_hashes(struct scan *scan, struct arena *a, struct str bytes)
{
	size_t at = str_index(bytes, '#');

	for (; at < bytes.n; at += 1 + str_index(str_sub(bytes, at + 1, bytes.n), '#'))
		if (is_directive(bytes, at))
			*vec_push(a, &scan->hashes) = (uint32_t)at;
}

/* Decides on what stands before to; what stands from from on is the text of a scalar. */
static void
decide(struct scan *scan, size_t from, size_t to)
{
	for (; scan->next < scan->hashes.n && scan->hashes.p[scan->next] < to; scan->next++)
		if (scan->hashes.p[scan->next] < from)
			scan->hashes.p[scan->kept++] = scan->hashes.p[scan->next];
}

/* A block scalar's first line may end with a comment. */
static void
walk_scalar(struct scan *scan, struct str bytes, const struct node *n)
{
	size_t from = n->from;

	if (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED)
		from += str_index(str_sub(bytes, from, bytes.n), '\n');
	decide(scan, from, n->to);
}

static void
walk(struct scan *scan, struct str bytes, const struct node *n)
{
	if (n->type != NODE_SEQ && n->type != NODE_MAP) {
		walk_scalar(scan, bytes, n);
		return;
	}
	for (const struct node *e = n->first; e; e = e->next) {
		if (e->key)
			walk_scalar(scan, bytes, e->key);
		walk(scan, bytes, e);
	}
}

/* What is being read: one comment after the other. */
struct reader {
	struct ignores *ignores;
	struct arena *arena;
	struct yaml *yaml;
	size_t below;	 /* offset of the first line below the comments so far that is none */
	uint32_t covers; /* of the comment in hand */
};

static bool
is_alone(struct str bytes, size_t hash)
{
	while (hash && is_blank(bytes.p[hash - 1]))
		hash--;
	return !hash || bytes.p[hash - 1] == '\n';
}

/* The line that a comment is about: its own, or the next that holds more than a comment. */
static uint32_t
covered(struct reader *r, size_t hash)
{
	struct str bytes = r->yaml->bytes;

	if (!is_alone(bytes, hash))
		return yaml_at(r->yaml, hash).line;
	if (r->below <= hash) {
		struct str rest = str_sub(bytes, hash, bytes.n), line = S("#");

		while (rest.n && (!line.n || line.p[0] == '#')) {
			r->below = bytes.n - rest.n;
			str_cut(&line, &rest, rest, '\n');
			line = str_trim(line);
		}
	}
	return yaml_at(r->yaml, r->below).line;
}

/* Rules that the comments of a file may name. */
enum { MOST = 10000 };

static struct ignore *
add(struct reader *r, struct str at)
{
	struct ignore *ignore = vec_push(r->arena, r->ignores);
	size_t from = (size_t)(at.p - r->yaml->bytes.p);
	struct finding place;

	yaml_place(&place, r->yaml, from, from + at.n);
	ignore->line = place.line;
	ignore->column = place.column;
	ignore->width = place.width;
	ignore->covers = r->covers;
	return ignore;
}

static void
add_rule(struct reader *r, struct str name)
{
	struct ignore *ignore = add(r, name);
	struct str_guess guess = {.word = name};

	if (rule_find(&ignore->rule, name))
		return;
	for (int i = 0; i < RULES && r->ignores->n <= FINDINGS_MOST; i++)
		str_guess(&guess, str_of(rules[i].id));
	ignore->wrong =
	    guess.best.p
		? str_fmt(r->arena, "unknown rule \"%.*s\", did you mean \"%.*s\"?", SV(name),
		      SV(guess.best))
		: str_fmt(r->arena, "unknown rule \"%.*s\": nothing is ignored by it", SV(name));
}

static void
read_comment(struct reader *r, size_t hash)
{
	struct str rest = str_sub(r->yaml->bytes, hash, r->yaml->bytes.n);
	struct str line = str_trim(str_sub(rest, 0, str_index(rest, '\n')));
	struct str text = str_sub(line, str_find(line, DIRECTIVE) + DIRECTIVE.n, line.n);
	struct str names, reason, name;
	bool more = true;

	r->covers = covered(r, hash);
	if (!text.n || text.p[0] != '[' ||
	    !str_cut(&names, &reason, str_sub(text, 1, text.n), ']')) {
		add(r, line)->wrong = S("an ignore comment that names no rule in brackets");
		return;
	}
	if (!str_trim(reason).n) {
		add(r, line)->wrong = S("an ignore comment without a reason has no effect");
		return;
	}
	while (more && r->ignores->n < MOST) {
		more = str_cut(&name, &names, names, ',');
		add_rule(r, str_trim(name));
	}
}

void
ignore_read(struct ignores *ignores, struct arena *a, struct yaml *y)
{
	struct reader reader = {.ignores = ignores, .arena = a, .yaml = y};
	struct scan scan = {0};

	*ignores = (struct ignores){0};
	if (y->broken)
		return;
	find_hashes(&scan, a, y->bytes);
	for (size_t i = 0; scan.hashes.n && i < y->n_docs; i++)
		if (y->docs[i].root)
			walk(&scan, y->bytes, y->docs[i].root);
	decide(&scan, y->bytes.n, y->bytes.n);
	for (size_t i = 0; i < scan.kept && ignores->n < MOST; i++)
		read_comment(&reader, scan.hashes.p[i]);
	if (ignores->n == MOST)
		ignores->p[MOST - 1].wrong =
		    S("there are too many ignore comments: from here on they have no effect");
}

/* Comments that follow each other are about lines that do, or about the same. */
bool
ignore_covers(struct ignores *ignores, const struct finding *f)
{
	size_t first = 0, end = ignores->n;
	bool covers = false;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (ignores->p[middle].covers < f->line)
			first = middle + 1;
		else
			end = middle;
	}
	for (; first < ignores->n && ignores->p[first].covers == f->line; first++) {
		struct ignore *ignore = &ignores->p[first];

		if (!ignore->wrong.p && ignore->rule == f->rule)
			covers = ignore->used = true;
	}
	return covers;
}

void
ignore_drop(struct sink *sink, size_t from, struct ignores *ignores)
{
	size_t kept = from;

	if (!ignores->n)
		return;
	for (size_t i = from; i < sink->n; i++)
		if (!ignore_covers(ignores, &sink->p[i]))
			sink->p[kept++] = sink->p[i];
	if (sink->tally)
		sink->tally->kept -= (uint32_t)(sink->n - kept);
	sink->n = kept;
}

void
ignore_report(struct sink *sink, const struct ignores *ignores, struct str path)
{
	for (size_t i = 0; i < ignores->n; i++) {
		const struct ignore *ignore = &ignores->p[i];
		struct finding *f;

		if (!ignore->wrong.p && (ignore->used || ignore->rule >= RULES_OF_AUDIT))
			continue;
		f = sink_add(sink, ignore->wrong.p ? RULE_IGNORE : RULE_IGNORE_UNUSED);
		f->path = path;
		f->line = ignore->line;
		f->column = ignore->column;
		f->width = ignore->width;
		f->message =
		    ignore->wrong.p
			? ignore->wrong
			: str_fmt(sink->arena, "there is no finding of rule \"%s\" here to ignore",
			      rules[ignore->rule].id);
		f->help = ignore->wrong.p ? S("write # whet: ignore[RULE] and why")
					  : S("remove the comment, or its rule from it");
	}
}
