#include <math.h>

#include "json.h"
#include "view_trace_part.h"

static void
json_source(struct json *j, const struct view_trace *v, const struct level_source *s)
{
	if (!s) {
		json_null(j);
		return;
	}
	json_object(j);
	json_key(j, "level");
	json_num(j, s->assessed);
	json_key(j, "source");
	json_str(j, str_of(level_bases[s->basis]));
	json_key(j, "source_record");
	json_str(j, view_trace_record(v, s->source));
	json_key(j, "source_date");
	json_date(j, s->date);
	json_end(j);
}

static void
json_day(struct json *j, const char *key, int32_t date)
{
	json_key(j, key);
	json_date(j, date);
}

static void
json_action(struct json *j, const struct view_trace *v, const struct trace_focus *f,
    const struct trace_action *action)
{
	const struct plan_action *a = action->action;
	bool done = action->state == TRACE_DONE;

	json_object(j);
	json_key(j, "action");
	json_str(j, repo_str(v->repo, a->key));
	json_key(j, "title");
	json_str(j, a->title);
	json_key(j, "owner");
	json_str(j, repo_str(v->repo, view_trace_owner(f, action)));
	json_key(j, "state");
	json_str(j, str_of(trace_states[action->state]));
	json_day(j, "due", a->due);
	json_day(j, "done", done ? a->done : DATE_NONE);
	json_day(j, "dropped", action->state == TRACE_DROPPED ? a->dropped : DATE_NONE);
	json_key(j, "evidence");
	json_array(j);
	for (uint32_t i = 0; i < a->evidence.n; i++)
		json_str(j, a->evidence.p[i]);
	json_end(j);
	json_key(j, "before");
	json_source(j, v, action->change.before);
	json_key(j, "after");
	json_source(j, v, action->change.after);
	json_key(j, "outcome");
	json_str(j, str_of(done ? trace_outcomes[action->change.outcome] : NULL));
	json_end(j);
}

static void
json_refs(struct json *j, const struct view_trace *v, const struct refs *refs)
{
	json_array(j);
	for (uint32_t i = 0; i < refs->n; i++)
		json_str(j, JOIN(v->arena, kind_name((enum kind)refs->p[i].kind), S(":"),
				repo_str(v->repo, refs->p[i].id)));
	json_end(j);
}

static void
json_focus(struct json *j, const struct view_trace *v, const struct trace_focus *f)
{
	json_object(j);
	json_key(j, "focus");
	json_str(j, view_trace_focus(v, f));
	json_key(j, "owner");
	json_str(j, repo_str(v->repo, f->plan->owner));
	json_key(j, "skill");
	json_str(j, view_trace_skill(v, f));
	json_key(j, "title");
	json_str(j, f->focus->title);
	json_key(j, "current");
	json_num(j, f->focus->current);
	json_key(j, "target");
	json_num(j, f->focus->target);
	json_key(j, "source");
	json_refs(j, v, &f->focus->source);
	json_key(j, "actions");
	json_array(j);
	for (uint32_t i = 0; i < f->focus->actions.n; i++)
		json_action(j, v, f, &f->actions[i]);
	json_end(j);
	json_key(j, "outcome");
	json_str(j, str_of(f->telling ? trace_outcomes[f->telling->change.outcome] : NULL));
	json_end(j);
}

static void
json_gap(struct json *j, const struct view_trace *v)
{
	const struct level *l = v->gap ? &v->gap->level : NULL;

	if (v->record) {
		json_null(j);
		return;
	}
	json_object(j);
	json_key(j, "person");
	json_str(j, repo_id(v->repo, &v->person->person->record));
	json_key(j, "expected");
	json_num(j, l ? l->expected : NAN);
	json_key(j, "assessed");
	json_num(j, l ? l->assessed : NAN);
	json_key(j, "gap");
	json_num(j, v->gap ? v->gap->gap : NAN);
	json_key(j, "source");
	json_str(j, str_of(l ? level_bases[l->basis] : NULL));
	json_key(j, "source_record");
	json_str(j, view_trace_record(v, l ? l->source : NULL));
	json_day(j, "source_date", l ? l->date : DATE_NONE);
	json_end(j);
}

static void
json_improvements(struct json *j, const struct view_trace *v)
{
	json_array(j);
	for (size_t i = 0; i < v->improvements.n; i++) {
		const struct trace_improvement *m = &v->improvements.p[i];

		json_object(j);
		json_key(j, "number");
		json_int(j, m->number);
		json_key(j, "skill");
		json_str(j, m->skill ? repo_str(v->repo, m->skill) : (struct str){NULL, 0});
		json_key(j, "text");
		json_str(j, trace_words(v->arena, v->repo, m));
		json_end(j);
	}
	json_end(j);
}

void
view_trace_json(struct out *o, const struct view_trace *v, bool lines)
{
	struct json j;

	json_init(&j, o, !lines);
	if (!lines) {
		json_object(&j);
		json_key(&j, "version");
		json_int(&j, 1);
		json_day(&j, "as_of", v->as_of);
		json_key(&j, "of");
		json_str(&j, v->of);
		json_key(&j, "gap");
		json_gap(&j, v);
		json_key(&j, "improvements");
		json_improvements(&j, v);
		json_key(&j, "focuses");
		json_array(&j);
	}
	for (size_t i = 0; i < v->focuses.n; i++)
		json_focus(&j, v, &v->focuses.p[i]);
	if (!lines) {
		json_end(&j);
		json_end(&j);
	}
}
