#include "diag.h"

#include <stdlib.h>

#include "uri.h"

enum severity
sink_severity(const struct sink *sink, enum rule rule)
{
	return sink->severities ? (enum severity)sink->severities[rule] : rules[rule].severity;
}

size_t
sink_room(const struct sink *sink)
{
	return sink->tally ? FINDINGS_MOST - sink->tally->kept : FINDINGS_MOST;
}

void
sink_pass(struct sink *sink, enum rule rule, size_t n)
{
	if (sink->tally)
		sink->tally->more[sink_severity(sink, rule)] += (uint32_t)n;
}

struct finding *
sink_add(struct sink *sink, enum rule rule)
{
	enum severity severity = sink_severity(sink, rule);
	bool kept = severity != SEVERITY_OFF && sink_room(sink) > 0;
	struct finding *f = kept ? vec_push(sink->arena, sink) : &sink->unkept;

	if (kept && sink->tally)
		sink->tally->kept++;
	if (!kept) {
		sink_pass(sink, rule, 1);
		*f = (struct finding){0};
	}
	f->rule = rule;
	f->severity = severity;
	f->width = 1;
	return f;
}

static bool
is_more(const struct tally *t)
{
	return t->more[SEVERITY_ERROR] || t->more[SEVERITY_WARNING] || t->more[SEVERITY_INFO];
}

void
sink_close(struct sink *sink, const struct tally *tally, struct str path)
{
	enum severity worst = SEVERITY_ERROR;
	struct finding *f;
	size_t n = 0;

	if (!is_more(tally))
		return;
	while (!tally->more[worst])
		worst--;
	for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
		n += tally->more[s];
	f = vec_push(sink->arena, sink);
	*f = (struct finding){.path = path,
	    .rule = RULE_LIMIT,
	    .severity = worst,
	    .width = 1,
	    .rest = tally};
	f->message =
	    str_fmt(sink->arena, "%zu more finding%s in this file: the first %d are listed", n,
		str_plural(n), FINDINGS_MOST);
	f->help = S("mend what is listed first");
}

static struct str
keep(struct arena *a, struct str s)
{
	return s.p ? str_dup(a, s) : s;
}

void
sink_take(struct sink *to, const struct sink *from)
{
	for (size_t i = 0; i < from->n; i++) {
		struct finding *f = vec_push(to->arena, to);

		*f = from->p[i];
		f->path = keep(to->arena, f->path);
		f->message = keep(to->arena, f->message);
		f->help = i && from->p[i].help.p == from->p[i - 1].help.p
			      ? f[-1].help
			      : keep(to->arena, f->help);
		f->kind = keep(to->arena, f->kind);
		f->id = keep(to->arena, f->id);
		f->pointer = keep(to->arena, f->pointer);
	}
}

static int
by_place(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	int order = str_cmp(a->path, b->path);

	if (!order)
		order = (a->rest != NULL) - (b->rest != NULL);
	if (!order)
		order = (a->line > b->line) - (a->line < b->line);
	if (!order)
		order = (a->column > b->column) - (a->column < b->column);
	if (!order)
		order = (a->rule > b->rule) - (a->rule < b->rule);
	if (!order)
		order = str_cmp(a->message, b->message);
	if (!order)
		order = str_cmp(a->kind, b->kind);
	if (!order)
		order = str_cmp(a->id, b->id);
	return order ? order : str_cmp(a->pointer, b->pointer);
}

static bool
has_record(const struct finding *f)
{
	return f->kind.n && f->id.n;
}

static bool
same_place(const struct finding *a, const struct finding *b)
{
	if (a->rule != b->rule || has_record(a) != has_record(b) || !str_eq(a->pointer, b->pointer))
		return false;
	return has_record(a) ? str_eq(a->kind, b->kind) && str_eq(a->id, b->id)
			     : str_eq(a->path, b->path);
}

static uint64_t
hash_place(const struct finding *f)
{
	uint64_t h = str_hash(f->pointer) * 31 + f->rule;

	return h * 31 + str_hash(has_record(f) ? f->id : f->path);
}

/* By a table of the last finding of each place. */
static void
number(struct sink *sink)
{
	struct arena scratch = {0};
	size_t n_slots = 16;
	uint32_t *slots;

	while (n_slots < sink->n * 2)
		n_slots *= 2;
	slots = NEW_ARRAY(&scratch, uint32_t, n_slots);
	for (size_t i = 0; i < sink->n; i++) {
		struct finding *f = &sink->p[i];
		size_t slot = hash_place(f) & (n_slots - 1);

		while (slots[slot] && !same_place(f, &sink->p[slots[slot] - 1]))
			slot = (slot + 1) & (n_slots - 1);
		f->ordinal = slots[slot] ? sink->p[slots[slot] - 1].ordinal + 1 : 1;
		slots[slot] = (uint32_t)(i + 1);
	}
	arena_free(&scratch);
}

/* Does the first of two findings of one place say what the second does? */
static bool
replaces(const struct finding *a, const struct finding *b)
{
	return a->instead && b->rule == RULE_SCHEMA && a->severity >= b->severity &&
	       str_eq(a->pointer, b->pointer) && str_eq(a->kind, b->kind) && str_eq(a->id, b->id);
}

/* Of one place rule schema comes first. */
static bool
is_replaced(const struct sink *sink, size_t i)
{
	const struct finding *f = &sink->p[i];

	if (f->rule != RULE_SCHEMA)
		return false;
	while (++i < sink->n && sink->p[i].line == f->line && sink->p[i].column == f->column &&
	       str_eq(sink->p[i].path, f->path))
		if (replaces(&sink->p[i], f))
			return true;
	return false;
}

static struct str
shortened(struct arena *a, struct str text)
{
	struct str dots = S("...");

	if (text.n <= FINDING_TEXT)
		return text;
	return JOIN(a, utf8_head(text, FINDING_TEXT - dots.n), dots);
}

void
sink_sort(struct sink *sink)
{
	size_t kept = 0;

	if (sink->n)
		qsort(sink->p, sink->n, sizeof *sink->p, by_place);
	for (size_t i = 0; i < sink->n; i++)
		if ((!kept || by_place(&sink->p[kept - 1], &sink->p[i]) != 0) &&
		    !is_replaced(sink, i))
			sink->p[kept++] = sink->p[i];
	sink->n = kept;
	for (size_t i = 0; i < sink->n; i++) {
		struct finding *f = &sink->p[i];

		f->message = shortened(sink->arena, f->message);
		f->help =
		    f->help.n ? shortened(sink->arena, f->help) : str_of(rules[f->rule].remedy);
	}
	number(sink);
}

struct str
finding_key(struct arena *a, const struct finding *f)
{
	struct str rule = str_of(rules[f->rule].id), id = uri_of_path(a, f->id),
		   pointer = f->pointer.n ? uri_of_path(a, f->pointer) : S("-"),
		   record = has_record(f) ? JOIN(a, f->kind, S(":"), id) : uri_of_path(a, f->path),
		   ordinal = f->ordinal > 1 ? str_fmt(a, " %u", f->ordinal) : S("");

	return JOIN(a, rule, S(" "), record, S(" "), pointer, ordinal);
}

size_t
finding_count(const struct finding *f, enum severity severity)
{
	return f->rest ? f->rest->more[severity] : f->severity == severity;
}

size_t
sink_count(const struct sink *sink, enum severity severity)
{
	size_t n = 0;

	for (size_t i = 0; i < sink->n; i++)
		n += finding_count(&sink->p[i], severity);
	return n;
}

struct sink_mark
sink_mark(const struct sink *sink)
{
	return (struct sink_mark){sink->n, sink->tally ? *sink->tally : (struct tally){0}};
}

bool
sink_found_since(const struct sink *sink, struct sink_mark mark)
{
	bool found = sink->n > mark.n;

	for (int s = SEVERITY_INFO; sink->tally && s <= SEVERITY_ERROR; s++)
		found = found || sink->tally->more[s] > mark.tally.more[s];
	return found;
}

bool
sink_failed_since(const struct sink *sink, struct sink_mark mark)
{
	size_t i = mark.n;

	while (i < sink->n && sink->p[i].severity != SEVERITY_ERROR)
		i++;
	return i < sink->n ||
	       (sink->tally && sink->tally->more[SEVERITY_ERROR] > mark.tally.more[SEVERITY_ERROR]);
}
