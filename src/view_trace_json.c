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
	json_put_num(j, "level", s->assessed);
	json_put_str(j, "source", str_of(level_bases[s->basis]));
	json_put_str(j, "source_record", view_trace_record(v, s->source));
	json_put_date(j, "source_date", s->date);
	json_end(j);
}

static void
json_action(struct json *j, const struct view_trace *v, const struct trace_focus *f,
    const struct trace_action *action)
{
	const struct plan_action *a = action->action;
	bool done = action->state == TRACE_DONE;

	json_object(j);
	json_put_str(j, "action", repo_str(v->repo, a->key));
	json_put_str(j, "title", a->title);
	json_put_str(j, "owner", repo_str(v->repo, view_trace_owner(f, action)));
	json_put_str(j, "state", str_of(trace_states[action->state]));
	json_put_date(j, "due", a->due);
	json_put_date(j, "done", done ? a->done : DATE_NONE);
	json_put_date(j, "dropped", action->state == TRACE_DROPPED ? a->dropped : DATE_NONE);
	json_key(j, "evidence");
	json_array(j);
	for (uint32_t i = 0; i < a->evidence.n; i++)
		json_str(j, a->evidence.p[i]);
	json_end(j);
	json_key(j, "before");
	json_source(j, v, action->change.before);
	json_key(j, "after");
	json_source(j, v, action->change.after);
	json_put_str(j, "outcome", str_of(done ? trace_outcomes[action->change.outcome] : NULL));
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
	json_put_str(j, "focus", view_trace_focus(v, f));
	json_put_str(j, "owner", repo_str(v->repo, f->plan->owner));
	json_put_str(j, "skill", view_trace_skill(v, f));
	json_put_str(j, "title", f->focus->title);
	json_put_num(j, "current", f->focus->current);
	json_put_num(j, "target", f->focus->target);
	json_key(j, "source");
	json_refs(j, v, &f->focus->source);
	json_key(j, "actions");
	json_array(j);
	for (uint32_t i = 0; i < f->focus->actions.n; i++)
		json_action(j, v, f, &f->actions[i]);
	json_end(j);
	json_put_str(j, "outcome",
	    str_of(f->telling ? trace_outcomes[f->telling->change.outcome] : NULL));
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
	json_put_str(j, "person", repo_id(v->repo, &v->person->person->record));
	json_put_num(j, "expected", l ? l->expected : NAN);
	json_put_num(j, "assessed", l ? l->assessed : NAN);
	json_put_num(j, "gap", v->gap ? v->gap->gap : NAN);
	json_put_str(j, "source", str_of(l ? level_bases[l->basis] : NULL));
	json_put_str(j, "source_record", view_trace_record(v, l ? l->source : NULL));
	json_put_date(j, "source_date", l ? l->date : DATE_NONE);
	json_end(j);
}

static void
json_improvements(struct json *j, const struct view_trace *v)
{
	json_array(j);
	for (size_t i = 0; i < v->improvements.n; i++) {
		const struct trace_improvement *m = &v->improvements.p[i];

		json_object(j);
		json_put_int(j, "number", m->number);
		json_put_str(j, "skill",
		    m->skill ? repo_str(v->repo, m->skill) : (struct str){NULL, 0});
		json_put_str(j, "text", trace_words(v->arena, v->repo, m));
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
		json_put_int(&j, "version", 1);
		json_put_date(&j, "as_of", v->as_of);
		json_put_str(&j, "of", v->of);
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
