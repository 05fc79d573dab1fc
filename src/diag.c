#include "diag.h"

#include <stdlib.h>

enum severity
sink_severity(const struct sink *sink, enum rule rule)
{
	return sink->severities ? (enum severity)sink->severities[rule] : rules[rule].severity;
}

struct finding *
sink_add(struct sink *sink, enum rule rule)
{
	enum severity severity = sink_severity(sink, rule);
	struct finding *f;

	f = severity == SEVERITY_OFF ? NEW(sink->arena, struct finding)
				     : vec_push(sink->arena, sink);
	f->rule = rule;
	f->severity = severity;
	f->width = 1;
	return f;
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
		f->help = keep(to->arena, f->help);
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

void
sink_sort(struct sink *sink)
{
	size_t kept = 0;

	if (sink->n)
		qsort(sink->p, sink->n, sizeof *sink->p, by_place);
	for (size_t i = 0; i < sink->n; i++)
		if (!kept || by_place(&sink->p[kept - 1], &sink->p[i]) != 0)
			sink->p[kept++] = sink->p[i];
	sink->n = kept;
}

size_t
sink_count(const struct sink *sink, enum severity severity)
{
	size_t n = 0;

	for (size_t i = 0; i < sink->n; i++)
		n += sink->p[i].severity == severity;
	return n;
}

bool
sink_failed_since(const struct sink *sink, size_t from)
{
	while (from < sink->n && sink->p[from].severity != SEVERITY_ERROR)
		from++;
	return from < sink->n;
}
