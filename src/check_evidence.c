#include "check.h"

#include "goal.h"
#include "journal.h"
#include "plan.h"

static void
check_reference(struct check *c, const struct record *r, struct str pointer, struct str text)
{
	struct ref ref = ref_parse(text, c->repo->intern);
	struct check_finding *f;

	if (repo_get(c->repo, (enum kind)ref.kind, ref.id) ||
	    check_may_exist(c, repo_str(c->repo, ref.id), 1u << ref.kind))
		return;
	f = check_add(c, RULE_EVIDENCE, r, pointer,
	    str_fmt(c->arena, "the evidence \"%.*s\" names no record here", SV(text)),
	    "correct the reference: KIND:ID");
	check_suggest(c, &f->finding, repo_str(c->repo, ref.id), 1u << ref.kind,
	    kind_name((enum kind)ref.kind), true);
}

/* Code usually lives in another repository: a commit that is not here is worth a word only. */
static void
check_commit(struct check *c, const struct record *r, struct str pointer, struct str hex)
{
	struct git *git = c->repo->source->git;

	if (git && git_has_commit(git, hex))
		return;
	check_remark(c, RULE_EVIDENCE, r, pointer,
	    str_fmt(c->arena, "commit %.*s is not in this repository", SV(hex)),
	    "nothing to do where the code lives elsewhere; a link to it says where");
}

static void
check_item(struct check *c, const struct record *r, struct str pointer, struct str text)
{
	struct str head, rest;
	bool colon = str_cut(&head, &rest, text, ':');

	if (str_starts(text, S("https://")))
		return;
	if (str_starts(text, S("commit:")))
		check_commit(c, r, pointer, rest);
	else if (colon && kind_of(head))
		check_reference(c, r, pointer, text);
	else if (str_starts(text, S("http://")))
		check_add(c, RULE_EVIDENCE, r, pointer,
		    str_fmt(c->arena, "the link \"%.*s\" is not encrypted", SV(text)), "use https");
	else if (!source_has(c->repo->source, &c->scratch, text))
		check_add(c, RULE_EVIDENCE, r, pointer,
		    str_fmt(c->arena, "the evidence \"%.*s\" is not there", SV(text)),
		    "name a record (KIND:ID), an https link, a file from the workspace's folder, or "
		    "commit:HEX");
}

static void
check_list(struct check *c, const struct record *r, struct str above, const struct texts *evidence)
{
	for (uint32_t i = 0; i < evidence->n; i++)
		check_item(c, r, str_fmt(c->arena, "%.*s/evidence/%u", SV(above), i),
		    evidence->p[i]);
}

static void
check_plan(struct check *c, const struct plan *p)
{
	for (uint32_t i = 0; i < p->focus.n; i++) {
		const struct plan_focus *f = &p->focus.p[i];

		for (uint32_t k = 0; k < f->actions.n; k++) {
			const struct plan_action *action = &f->actions.p[k];
			struct str at;

			if (!action->evidence.n)
				continue;
			at = check_at(c, S("/focus"), repo_str(c->repo, f->key));
			at = JOIN(c->arena, at, S("/actions"));
			at = check_at(c, at, repo_str(c->repo, action->key));
			check_list(c, &p->record, at, &action->evidence);
		}
	}
}

static void
check_checkin(struct check *c, const struct checkin *checkin)
{
	for (uint32_t i = 0; i < checkin->goals.n; i++) {
		const struct checkin_entry *e = &checkin->goals.p[i];

		if (e->evidence.n)
			check_list(c, &checkin->record,
			    check_at(c, S("/goals"), repo_str(c->repo, e->key)), &e->evidence);
	}
}

static void
check_goal(struct check *c, const struct goal *g)
{
	for (uint32_t i = 0; i < g->checkins.n; i++)
		if (g->checkins.p[i].evidence.n)
			check_list(c, &g->record, str_fmt(&c->scratch, "/checkins/%u", i),
			    &g->checkins.p[i].evidence);
}

void
check_evidence(struct check *c)
{
	const struct record *r;

	for (size_t i = 0; (r = check_next(c, KIND_JOURNAL, &i));)
		check_list(c, r, S(""), &((const struct journal *)r)->evidence);
	for (size_t i = 0; (r = check_next(c, KIND_PLAN, &i));)
		check_plan(c, (const struct plan *)r);
	for (size_t i = 0; (r = check_next(c, KIND_CHECKIN, &i));)
		check_checkin(c, (const struct checkin *)r);
	for (size_t i = 0; (r = check_next(c, KIND_GOAL, &i));)
		check_goal(c, (const struct goal *)r);
}
