#include "reading.h"

#include <math.h>

#include "date.h"
#include "progress.h"

/* A key result as it stands now. */
struct measure {
	uint32_t key;	 /* symbol */
	uint32_t unit;	 /* symbol of " ms"; 0: none */
	uint32_t start;	 /* symbol of the baseline as it is written; 0: none */
	double baseline; /* NaN: none, and so below */
	double target;
	double min, max;
};

struct reading {
	uint32_t key;	 /* symbol of the key result */
	uint32_t source; /* symbol of the record that holds the check-in */
	uint32_t text;	 /* symbol of the value as it is written */
	int32_t date;
};

struct goal_readings {
	struct {
		struct measure *p;
		size_t n, cap;
	} measures;
	struct {
		struct reading *p;
		size_t n, cap;
	} list; /* in the order they came */
};

struct readings {
	struct arena *arena;
	struct intern *names;
	struct {
		struct goal_readings **p;
		size_t n, cap;
	} goals;	 /* by symbol of the goal's id; NULL for what is none */
	uint32_t source; /* the record that is asked about */
	uint32_t goal;	 /* the same where it is a goal */
	struct arena scratch;
};

struct readings *
readings_new(struct arena *a)
{
	struct readings *r = NEW(a, struct readings);

	r->arena = a;
	r->names = intern_new(a);
	return r;
}

void
readings_free(struct readings *r)
{
	intern_free(r->names);
	arena_free(&r->scratch);
}

static struct goal_readings *
goal_at(struct readings *r, struct str id)
{
	uint32_t goal = intern(r->names, id);

	while (r->goals.n <= goal)
		vec_push(r->arena, &r->goals);
	if (!r->goals.p[goal])
		r->goals.p[goal] = NEW(r->arena, struct goal_readings);
	return r->goals.p[goal];
}

static uint32_t
source_of(struct readings *r, enum kind kind, struct str id)
{
	struct arena_mark mark = arena_mark(&r->scratch);
	uint32_t source = intern(r->names, JOIN(&r->scratch, kind_name(kind), S(":"), id));

	arena_rewind(&r->scratch, mark);
	return source;
}

static struct str
text_at(const struct node *map, struct str key)
{
	const struct node *n = node_get(map, key);

	return n && n->type != NODE_MAP && n->type != NODE_SEQ && n->type != NODE_NULL ? n->text
										       : S("");
}

/* Goals. */

static void
define(struct readings *r, struct goal_readings *g, const struct node *goal)
{
	const struct node *krs = node_get(goal, S("key_results"));

	g->measures.n = 0;
	for (const struct node *e = krs && krs->type == NODE_MAP ? krs->first : NULL; e;
	     e = e->next) {
		struct measure *m = vec_push(r->arena, &g->measures);
		struct arena_mark mark = arena_mark(&r->scratch);
		struct str unit = node_str(node_get(e, S("unit")));

		m->key = intern(r->names, e->key->text);
		m->unit = unit.n ? intern(r->names, JOIN(&r->scratch, S(" "), unit)) : 0;
		m->start = intern(r->names, text_at(e, S("baseline")));
		m->baseline = node_number(node_get(e, S("baseline")));
		m->target = node_number(node_get(e, S("target")));
		m->min = node_number(node_get(e, S("min")));
		m->max = node_number(node_get(e, S("max")));
		arena_rewind(&r->scratch, mark);
	}
}

static void
forget(struct goal_readings *g, uint32_t source)
{
	size_t n = 0;

	for (size_t i = 0; i < g->list.n; i++)
		if (g->list.p[i].source != source)
			g->list.p[n++] = g->list.p[i];
	g->list.n = n;
}

static void
take_entry(struct readings *r, struct goal_readings *g, uint32_t source, const struct node *entry,
    struct str date)
{
	const struct node *values = node_get(entry, S("values"));
	int32_t day = DATE_NONE;

	date_parse(&day, date);
	if (!values || values->type != NODE_MAP)
		return;
	for (const struct node *e = values->first; e; e = e->next)
		*vec_push(r->arena, &g->list) = (struct reading){intern(r->names, e->key->text),
		    source, intern(r->names, text_at(values, e->key->text)), day};
}

static void
take_goal(struct readings *r, const struct history_record *record)
{
	struct goal_readings *g = goal_at(r, record->id);
	uint32_t source = source_of(r, KIND_GOAL, record->id);
	const struct node *list = node_get(record->after, S("checkins"));

	if (record->from_id.p) {
		r->goals.p[intern(r->names, record->id)] = goal_at(r, record->from_id);
		r->goals.p[intern(r->names, record->from_id)] = NULL;
		g = goal_at(r, record->id);
		forget(g, source_of(r, KIND_GOAL, record->from_id));
	}
	forget(g, source);
	if (!record->after)
		return;
	define(r, g, record->after);
	for (const struct node *e = list && list->type == NODE_SEQ ? list->first : NULL; e;
	     e = e->next)
		take_entry(r, g, source, e, node_str(node_get(e, S("date"))));
}

static void
take_checkin(struct readings *r, const struct history_record *record)
{
	uint32_t source = source_of(r, KIND_CHECKIN, record->id);
	uint32_t before = record->from_id.p ? source_of(r, KIND_CHECKIN, record->from_id) : source;
	const struct node *old = node_get(record->before, S("goals"));
	const struct node *now = node_get(record->after, S("goals"));

	for (const struct node *e = old && old->type == NODE_MAP ? old->first : NULL; e;
	     e = e->next)
		forget(goal_at(r, e->key->text), before);
	for (const struct node *e = now && now->type == NODE_MAP ? now->first : NULL; e;
	     e = e->next)
		take_entry(r, goal_at(r, e->key->text), source, e,
		    node_str(node_get(record->after, S("date"))));
}

void
readings_take(struct readings *r, const struct history_record *record)
{
	if (record->op == CHANGE_GAP)
		return;
	if (record->kind == KIND_GOAL)
		take_goal(r, record);
	else if (record->kind == KIND_CHECKIN)
		take_checkin(r, record);
}

void
readings_about(struct readings *r, const struct history_record *record)
{
	r->source = record->kind ? source_of(r, record->kind, record->id) : 0;
	r->goal = record->kind == KIND_GOAL ? intern(r->names, record->id) : 0;
}

/* Words. */

/* The value of the check-in before: dated before this one, else taken before it on its day. */
static struct str
value_before(const struct readings *r, const struct goal_readings *g, uint32_t key, int32_t date)
{
	const struct reading *found = NULL;
	bool passed = false;

	for (size_t i = 0; i < g->list.n; i++) {
		const struct reading *e = &g->list.p[i];
		bool same_day = e->date == date;

		if (e->key != key || e->date > date)
			continue;
		if (same_day && e->source == r->source)
			passed = true;
		else if (!(same_day && passed) && (!found || e->date >= found->date))
			found = e;
	}
	return found ? intern_str(r->names, found->text) : (struct str){NULL, 0};
}

static const struct measure *
measure_of(const struct goal_readings *g, uint32_t key)
{
	for (size_t i = 0; i < g->measures.n; i++)
		if (g->measures.p[i].key == key)
			return &g->measures.p[i];
	return NULL;
}

/* What a value means: ", 39 %" of the way, or whether it is within the limits. */
static struct str
meaning(struct arena *a, const struct measure *m, double value)
{
	char percent[32];
	bool holds = !(value < m->min) && !(value > m->max);

	if (isnan(value))
		return S("");
	if (!isnan(m->baseline) && !isnan(m->target))
		return str_fmt(a, ", %s",
		    percent_text(percent, metric_progress(m->baseline, m->target, value)));
	if (isnan(m->min) && isnan(m->max))
		return S("");
	return holds ? S(", holds") : S(", does not hold");
}

static bool
is_same(struct str before, const struct node *after)
{
	double number;

	return str_number(&number, before) && number == node_number(after);
}

struct str
readings_words(void *ctx, struct arena *a, const struct change_value *v)
{
	struct readings *r = ctx;
	uint32_t goal = v->goal.p ? intern_find(r->names, v->goal) : r->goal;
	uint32_t key = intern_find(r->names, v->key_result);
	const struct goal_readings *g = goal < r->goals.n ? r->goals.p[goal] : NULL;
	const struct measure *m = g ? measure_of(g, key) : NULL;
	struct str before = {NULL, 0}, unit, date = node_str(node_get(v->entry, S("date")));
	int32_t day = DATE_NONE;

	if (!m || v->after->type == NODE_MAP || v->after->type == NODE_SEQ)
		return before;
	date_parse(&day, date.p ? date : node_str(node_get(v->record, S("date"))));
	if (v->before)
		before = v->before->text;
	else
		before = value_before(r, g, key, day);
	if (!before.p && m->start)
		before = intern_str(r->names, m->start);
	if (v->after->type == NODE_BOOL)
		return (v->after->text.p[0] | 0x20) == 't' ? S("done") : S("not done");
	unit = intern_str(r->names, m->unit);
	if (is_same(before, v->after))
		before = S("still ");
	else if (before.n)
		before = str_fmt(a, "%.*s -> ", SV(before));
	return str_fmt(a, "%.*s%.*s%.*s%.*s", SV(before), SV(v->after->text), SV(unit),
	    SV(meaning(a, m, node_number(v->after))));
}
