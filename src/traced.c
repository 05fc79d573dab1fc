#include "traced.h"

#include "cycle.h"
#include "links.h"

/* Kinds in which a need can be seen, and what can be done about one. */
static const enum kind traceable[] = {KIND_FEEDBACK, KIND_RESULTS, KIND_REVIEW, KIND_NOTE,
    KIND_GOAL, KIND_CHECKIN, KIND_JOURNAL, KIND_CYCLE, KIND_PLAN};

static bool
is_traceable(enum kind kind)
{
	for (size_t i = 0; i < sizeof traceable / sizeof *traceable; i++)
		if (traceable[i] == kind)
			return true;
	return false;
}

/* Keeps the focus of that name. */
static int
keep_focus(struct view_trace *v, struct tool *t, struct str name)
{
	struct str_guess guess = {.word = name};
	struct trace_focus *p = v->focuses.p;
	int plan = (int)repo_id(t->repo, v->record).n;
	const char *id = repo_id(t->repo, v->record).p;

	for (size_t i = 0; i < v->focuses.n; i++) {
		struct str key = repo_str(t->repo, p[i].focus->key);

		str_guess(&guess, key);
		if (!str_eq(key, name))
			continue;
		p[0] = p[i];
		v->focuses.n = 1;
		return 0;
	}
	if (guess.best.p)
		return tool_usage(t, "plan:%.*s has no focus \"%.*s\", did you mean \"%.*s\"?",
		    plan, id, SV(name), SV(guess.best));
	return tool_usage(t,
	    "plan:%.*s has no focus \"%.*s\"; whet ls --trace plan:%.*s lists them", plan, id,
	    SV(name), plan, id);
}

static int
trace_record(struct view_trace *v, struct tool *t, struct str part)
{
	const struct feedback *f = (const struct feedback *)v->record;
	const struct cycle *c =
	    f->record.kind == KIND_FEEDBACK ? links_confidential(t->repo, f->cycle) : NULL;
	const struct plan *plan = (const struct plan *)v->record;

	if (c)
		return tool_usage(t,
		    "%.*s is a response of a confidential cycle, and not traced: trace the results "
		    "that cycle \"%.*s\" publishes",
		    SV(v->of), SV(repo_id(t->repo, &c->record)));
	if (!links_counts(t->repo, v->record))
		return tool_usage(t, "%.*s %s", SV(v->of),
		    v->record->imported ? "is of another workspace: trace it there"
					: "is not valid; whet check says why");
	trace_improvements(&v->improvements, &t->arena, t->repo, v->record);
	if (v->record->kind != KIND_PLAN) {
		trace_from(&v->focuses, &t->arena, t->repo, v->record, t->as_of);
		return 0;
	}
	trace_plan(&v->focuses, &t->arena, t->repo, plan, t->as_of);
	return part.p ? keep_focus(v, t, part) : 0;
}

static int
find_record(struct view_trace *v, struct tool *t, struct str word, struct str kind, struct str rest)
{
	struct str id, part = {NULL, 0};
	enum kind k = kind_of(kind);
	struct record *r;
	int status;

	if (k == KIND_NONE || k == KIND_WORKSPACE)
		return tool_usage(t, "no kind \"%.*s\" in \"%.*s\"; whet(5) lists them", SV(kind),
		    SV(word));
	if (!str_cut(&id, &part, rest, '#'))
		part.p = NULL;
	status = tool_find(&r, t, k, str_c(&t->arena, id));
	if (status)
		return status;
	v->record = r;
	if (!is_traceable(k))
		return tool_usage(t,
		    "nothing can be traced from a %.*s: name feedback, results, a review, a note, a "
		    "plan or another record that a need was seen in, or a gap as PERSON/SKILL",
		    SV(kind));
	if (part.p && k != KIND_PLAN)
		return tool_usage(t, "only a plan has parts to trace: %.*s:%.*s has no \"#%.*s\"",
		    SV(kind), SV(id), SV(part));
	return trace_record(v, t, part);
}

static int
no_skill(struct tool *t, struct str name)
{
	struct str_guess guess = {.word = name};
	size_t n;
	struct record **all = repo_of_kind(&n, t->repo, KIND_FRAMEWORK);

	for (size_t i = 0; i < n; i++) {
		const struct framework *f = (const struct framework *)all[i];

		for (uint32_t k = 0; k < f->skills.n; k++)
			str_guess(&guess, repo_str(t->repo, f->skills.p[k].key));
	}
	if (guess.best.p)
		return tool_usage(t, "no framework has a skill \"%.*s\", did you mean \"%.*s\"?",
		    SV(name), SV(guess.best));
	return tool_usage(t, "no framework has a skill \"%.*s\"; whet ls framework lists them",
	    SV(name));
}

static int
find_gap(struct view_trace *v, struct tool *t, struct str id, struct str name)
{
	struct gaps *gaps = NEW(&t->arena, struct gaps);
	struct record *person;
	uint32_t symbol = intern_find(t->repo->intern, name), preferred;
	struct str skill;
	int status = tool_find(&person, t, KIND_PERSON, str_c(&t->arena, id));

	if (status)
		return status;
	gaps_of(gaps, &t->arena, t->repo, gap_catalogue(&t->arena, t->repo),
	    (const struct person *)person, 0, t->as_of);
	preferred = gaps->framework ? gaps->framework->record.id : 0;
	if (!symbol || !skill_find(t->repo, symbol, preferred).entry)
		return no_skill(t, name);
	skill = skill_name(&t->arena, t->repo, symbol, preferred);
	v->person = gaps;
	for (size_t i = 0; i < gaps->n; i++)
		if (str_eq(gaps->p[i].level.name, skill))
			v->gap = &gaps->p[i];
	trace_skill(&v->focuses, &t->arena, t->repo, gaps->person, skill, t->as_of);
	return 0;
}

int
traced_find(struct view_trace *v, struct tool *t, const char *word)
{
	struct str text = str_of(word), head, rest;

	*v = (struct view_trace){.arena = &t->arena,
	    .repo = t->repo,
	    .as_of = t->as_of,
	    .of = text,
	    .style = tool_grid_style(t)};
	if (str_cut(&head, &rest, text, ':'))
		return find_record(v, t, text, head, rest);
	if (str_cut(&head, &rest, text, '/'))
		return find_gap(v, t, head, rest);
	return tool_usage(t,
	    "\"%s\" cannot be traced: write KIND:ID, plan:ID#FOCUS, or of a gap PERSON/SKILL",
	    word);
}
