#include "publish.h"

#include <math.h>
#include <string.h>

#include "file.h"
#include "history.h"
#include "json.h"
#include "results.h"
#include "say.h"
#include "scalar.h"

/* The record, in YAML: of a mapping's levels the upper ones in lines, the lower in braces. */

struct writing {
	struct out *o;
	const char *before; /* what stands before the next entry in braces */
};

static void
write_key(struct writing *w, const char *key)
{
	out_fmt(w->o, "%s%s: ", w->before, key);
	w->before = ", ";
}

static void
write_number(struct writing *w, const char *key, double number)
{
	char text[32];

	if (isnan(number))
		return;
	write_key(w, key);
	out_text(w->o, number_text(text, number));
}

static void
write_merged(struct writing *w, unsigned merged)
{
	const char *before = "[";

	if (!merged)
		return;
	write_key(w, "merged");
	for (int g = RELATION_SELF; g < RELATIONS; g++)
		if (merged & 1u << g) {
			out_fmt(w->o, "%s%s", before, feedback360_groups[g]);
			before = ", ";
		}
	out_char(w->o, ']');
}

static void
write_groups(struct out *o, const struct feedback360 *f)
{
	bool any = false;

	for (int g = RELATION_SELF; g < GROUPS; g++) {
		const struct feedback360_raters *group = &f->groups[g];
		struct writing w = {o, "{"};

		if (!group->shown)
			continue;
		out_text(o, any ? "" : "groups:\n");
		any = true;
		out_fmt(o, "  %s: ", feedback360_groups[g]);
		write_merged(&w, group->merged);
		if (g != RELATION_SELF)
			write_number(&w, "weight", group->weight);
		write_number(&w, "raters", group->raters);
		out_text(o, "}\n");
	}
}

static void
write_counts(struct writing *w, const struct feedback360_group *group)
{
	char text[32];

	if (!group->counts)
		return;
	write_key(w, "distribution");
	for (uint32_t i = 0; i < group->n_counts; i++)
		out_fmt(w->o, "%s\"%s\": %u", i ? ", " : "{",
		    number_text(text, group->counts[i].level), group->counts[i].n);
	out_char(w->o, '}');
}

static void
write_skill_groups(struct out *o, const struct feedback360_skill *s)
{
	bool any = false;

	for (int g = RELATION_SELF; g < GROUPS; g++) {
		const struct feedback360_group *group = &s->groups[g];
		struct writing w = {o, "{"};

		if (!group->answers)
			continue;
		out_fmt(o, "%s      %s: ", any ? "" : "    groups:\n", feedback360_groups[g]);
		any = true;
		write_number(&w, "answers", group->answers);
		write_number(&w, "mean", group->mean);
		write_number(&w, "agreement", group->agreement);
		write_counts(&w, group);
		if (g == GROUP_COMBINED) {
			write_merged(&w, group->merged);
			write_number(&w, "weight", group->weight);
		}
		out_text(o, "}\n");
	}
}

static void
write_hidden(struct out *o, const struct feedback360_skill *s)
{
	const char *before = "    hidden: [";

	for (int g = RELATION_SELF; g < RELATIONS; g++)
		if (s->groups[g].hidden) {
			out_fmt(o, "%s%s", before, feedback360_groups[g]);
			before = ", ";
		}
	if (*before == ',')
		out_text(o, "]\n");
}

static void
write_line(struct out *o, const char *key, double number)
{
	char text[32];

	if (!isnan(number))
		out_fmt(o, "    %s: %s\n", key, number_text(text, number));
}

static void
write_skills(struct out *o, const struct feedback360 *f)
{
	out_text(o, f->n_skills ? "skills:\n" : "");
	for (size_t i = 0; i < f->n_skills; i++) {
		const struct feedback360_skill *s = &f->skills[i];

		out_fmt(o, "  %.*s:\n", SV(s->name));
		write_line(o, "expected", s->expected);
		write_skill_groups(o, s);
		write_hidden(o, s);
		write_line(o, "self", s->self);
		write_line(o, "others", s->others);
		write_line(o, "gap", s->gap);
		if (s->class != CLASS_NONE)
			out_fmt(o, "    class: %s\n", feedback360_classes[s->class]);
		write_line(o, "change", s->change);
	}
}

static void
write_comments(struct out *o, struct arena *a, const char *key,
    const struct feedback360_comments *list)
{
	if (list->n)
		out_fmt(o, "  %s:\n", key);
	for (size_t i = 0; i < list->n; i++) {
		const struct feedback360_comment *c = &list->p[i];

		out_text(o, "    - {");
		if (c->skill.p)
			out_fmt(o, "skill: %.*s, ", SV(scalar_text(a, c->skill, true)));
		out_fmt(o, "text: %.*s, from: %.*s}\n", SV(scalar_text(a, c->text, true)),
		    SV(c->from));
	}
}

static struct str
text_of(struct tool *t, const struct collector *c, const struct feedback360 *f, struct str id)
{
	struct out o;
	char day[11];

	out_init(&o, &t->arena, -1);
	out_fmt(&o, "kind: results\nid: %.*s\ncycle: %.*s\nabout: %.*s\npublished: %s\n",
	    SV(scalar_text(&t->arena, id, false)),
	    SV(scalar_text(&t->arena, repo_id(c->repo, &f->cycle->record), false)),
	    SV(scalar_text(&t->arena, repo_id(c->repo, &f->person->record), false)),
	    date_text(day, t->as_of));
	write_groups(&o, f);
	write_skills(&o, f);
	out_text(&o, f->strengths.n || f->improvements.n ? "comments:\n" : "");
	write_comments(&o, &t->arena, "strengths", &f->strengths);
	write_comments(&o, &t->arena, "improvements", &f->improvements);
	out_text(&o, f->receipts.n ? "receipts:\n" : "");
	for (uint32_t i = 0; i < f->receipts.n; i++)
		out_fmt(&o, "  - %.*s\n", SV(f->receipts.p[i]));
	return out_all(&o);
}

/* What was published before. */

static void
visit(void *ctx, const struct history_record *r)
{
	struct publication *p = ctx;
	const struct node *results = r->after ? r->after : r->before;
	struct str cycle = repo_id(p->collector->repo, &p->collector->cycle->record);

	if (r->kind == KIND_RESULTS && str_eq(node_str(node_get(results, S("cycle"))), cycle))
		*vec_push(&p->tool->arena, &p->past) =
		    str_dup(&p->tool->arena, node_str(node_get(results, S("about"))));
}

static int
read_history(struct publication *p)
{
	struct source *source = p->tool->source;
	struct history_limits limits = {0};
	bool found;
	int status = source_commit(&found, source);

	if (status || !found)
		return status;
	status = history_run(&limits, &p->tool->arena,
	    &(struct history_query){.git = source->git,
		.tip = source->commit.id,
		.prefix = source->prefix,
		.workspace = &p->tool->repo->workspace,
		.visit = visit,
		.ctx = p});
	if (!status)
		history_say_limits(&limits);
	return status;
}

int
publish_begin(struct publication *p, struct tool *t, const struct collector *c)
{
	int32_t closes = c->cycle->closes != DATE_NONE ? c->cycle->closes : c->cycle->due;
	char day[11];

	*p = (struct publication){.tool = t, .collector = c};
	if (!c->dir)
		return tool_usage(t,
		    "--publish is for confidential cycles: it needs --responses DIR");
	if (t->rev)
		return tool_usage(t, "--rev: results are written to the working tree");
	if (!t->source->root.n)
		return tool_usage(t, "a bare repository has no working tree to write to: clone it");
	if (t->as_of <= closes)
		return tool_usage(t,
		    "the cycle closes on %s: results are published once, after that day",
		    date_text(day, closes));
	return read_history(p);
}

/* Where results about a person of the cycle stand or stood, whenever they were published; empty where
 * there are none. */
static struct str
place_of_results(const struct publication *p, struct str cycle, struct str about)
{
	const struct repo *repo = p->tool->repo;
	size_t n;
	struct record **all = repo_of_kind(&n, repo, KIND_RESULTS);

	for (size_t i = 0; i < n; i++) {
		const struct results *r = (const struct results *)all[i];

		if (str_eq(repo_str(repo, r->cycle), cycle) &&
		    str_eq(repo_str(repo, r->about), about))
			return repo_path(repo, all[i]);
	}
	for (size_t i = 0; i < p->past.n; i++)
		if (str_eq(p->past.p[i], about))
			return S("in the history");
	return S("");
}

int
publish(const struct publication *p, const struct feedback360 *f)
{
	struct tool *t = p->tool;
	struct repo *repo = p->collector->repo;
	struct str cycle = repo_id(repo, &f->cycle->record),
		   about = repo_id(repo, &f->person->record);
	struct str id = JOIN(&t->arena, cycle, S("-"), about);
	struct str path = str_fmt(&t->arena, "%.*s%s/%.*s.yaml", SV(t->source->root),
	    kinds[KIND_RESULTS].folder, SV(id));
	struct str there = place_of_results(p, cycle, about);
	int error;

	if (there.n)
		return tool_usage(t,
		    "%.*s has results of cycle \"%.*s\" already (%.*s): they are published once, since "
		    "two could be compared",
		    SV(about), SV(cycle), SV(there));
	error = file_create(path.p, text_of(t, p->collector, f, id));
	if (error) {
		say("cannot write %.*s: %s", SV(path), strerror(error));
		return EXIT_ENVIRONMENT;
	}
	out_fmt(&t->out, "%.*s\n", SV(path));
	return 0;
}
