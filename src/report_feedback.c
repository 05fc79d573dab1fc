#include "report_part.h"

#include <math.h>
#include <stdlib.h>

#include "relation.h"
#include "results.h"
#include "skill.h"

/* Where feedback comes from, one and several. */
static const char *const sources[RELATIONS] = {
    [RELATION_SELF] = "own view",
    [RELATION_MANAGER] = "manager",
    [RELATION_PEER] = "peer",
    [RELATION_DIRECT_REPORT] = "direct report",
    [RELATION_OTHER] = "other",
};
static const char *const from_groups[RELATIONS][2] = {
    [RELATION_SELF] = {"from oneself", "from oneself"},
    [RELATION_MANAGER] = {"from the manager", "from the manager"},
    [RELATION_PEER] = {"from a peer", "from peers"},
    [RELATION_DIRECT_REPORT] = {"from a direct report", "from direct reports"},
    [RELATION_OTHER] = {"from somebody else", "from others"},
};

static enum relation
relation(const struct report *r, const struct feedback *f)
{
	return relation_of(r->repo, f, r->q->person->record.id);
}

void
report_relations(struct report *r, const struct feedback_list *feedback)
{
	uint32_t counts[RELATIONS] = {0};
	const char *before = "";

	for (size_t i = 0; i < feedback->n; i++)
		counts[relation(r, feedback->p[i])]++;
	for (int k = RELATION_SELF; k < RELATIONS; k++) {
		if (!counts[k])
			continue;
		out_text(r->o, before);
		if (feedback->n > 1)
			out_fmt(r->o, "%u ", counts[k]);
		out_text(r->o, from_groups[k][counts[k] > 1]);
		before = ", ";
	}
}

uint32_t
report_suggestions(const struct feedback_list *feedback)
{
	uint32_t n = 0;

	for (size_t i = 0; i < feedback->n; i++)
		for (uint32_t k = 0; k < feedback->p[i]->improvements.n; k++) {
			struct prose suggestion = feedback->p[i]->improvements.p[k].suggestion;

			n += suggestion.from != suggestion.to;
		}
	return n;
}

/* Strengths and improvements, skill by skill. */

struct remark {
	const struct feedback *feedback;
	struct feedback_point point; /* the short form has only a text */
	struct str title;	     /* of the skill; empty: none is named */
	size_t order;		     /* as they were found */
	bool improvement;
};

struct remarks {
	struct remark *p;
	size_t n, cap;
};

static void
add_remark(struct remarks *list, struct report *r, const struct remark *remark)
{
	uint32_t skill = remark->point.skill;
	const struct feedback *f = remark->feedback;
	const struct cycle *c = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, f->cycle);
	struct skill found = skill_find(r->repo, skill, c ? c->framework : 0);
	struct remark *added = vec_push(r->arena, list);

	report_use(r, found.entry ? &found.framework->record : NULL);
	*added = *remark;
	added->order = list->n;
	added->title = skill ? skill_title(r->repo, skill, c ? c->framework : 0) : S("");
}

static void
add_remarks(struct remarks *list, struct report *r, const struct feedback *f, bool improvement)
{
	const struct feedback_points *points = improvement ? &f->improvements : &f->strengths;
	struct prose text = improvement ? f->improvement : f->strength;
	struct remark remark = {.feedback = f, .improvement = improvement};

	for (uint32_t i = 0; i < points->n; i++) {
		remark.point = points->p[i];
		add_remark(list, r, &remark);
	}
	if (points->n || text.from == text.to)
		return;
	remark.point = (struct feedback_point){.text = text};
	add_remark(list, r, &remark);
}

/* Without a skill last; strengths first. */
static int
by_skill(const void *left, const void *right)
{
	const struct remark *a = left, *b = right;
	int order = (a->title.n == 0) - (b->title.n == 0);

	if (!order)
		order = str_cmp(a->title, b->title);
	if (!order)
		order = a->improvement - b->improvement;
	return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void
write_part(struct report *r, const struct remark *m, const char *label, struct prose prose)
{
	if (prose.from == prose.to)
		return;
	out_fmt(r->o, "  - %s:", label);
	report_words(r, &m->feedback->record, prose, "    ");
}

static void
write_remark(struct report *r, const struct remark *m)
{
	const struct feedback *f = m->feedback;
	const struct record *goal = repo_get(r->repo, KIND_GOAL, m->point.goal);
	char date[11];

	report_line(r, "- **", f->outsider ? f->outsider->name : report_name(r, f->from), "**");
	if (f->outsider && f->outsider->affiliation.n)
		report_line(r, " (", f->outsider->affiliation, ")");
	else
		out_fmt(r->o, " (%s)", sources[relation(r, f)]);
	out_fmt(r->o, ", %s", date_text(date, f->date));
	if (m->point.text.from != m->point.text.to) {
		out_char(r->o, ':');
		report_words(r, &f->record, m->point.text, "  ");
	} else {
		out_char(r->o, '\n');
	}
	write_part(r, m, "Situation", m->point.situation);
	write_part(r, m, "Behaviour", m->point.behaviour);
	write_part(r, m, "Impact", m->point.impact);
	write_part(r, m, "Suggestion", m->point.suggestion);
	if (goal)
		report_line(r, "  - Goal: ", report_title_of(r, report_use(r, goal)), "\n");
}

static void
write_remarks(struct report *r, const struct feedback_list *feedback)
{
	struct remarks list = {0};

	for (size_t i = 0; i < feedback->n; i++) {
		add_remarks(&list, r, feedback->p[i], false);
		add_remarks(&list, r, feedback->p[i], true);
	}
	if (list.n)
		qsort(list.p, list.n, sizeof *list.p, by_skill);
	for (size_t i = 0; i < list.n; i++) {
		const struct remark *m = &list.p[i];
		bool first = i == 0 || !str_eq(m[-1].title, m->title);

		if (first || m[-1].improvement != m->improvement)
			report_gap(r);
		if (first)
			report_line(r, "### ", m->title.n ? m->title : S("No skill named"), "\n\n");
		if (first || m[-1].improvement != m->improvement)
			report_say(r, "%s:", m->improvement ? "To improve" : "Strengths");
		write_remark(r, m);
	}
	report_gap(r);
}

/* Ratings. */

/* "2.5 (3)"; how many is said of groups that may be several. */
static void
write_rating_cell(struct report *r, const struct rating_group *group, bool several)
{
	struct str mean = report_number(r, group->mean);

	if (group->raters && several)
		report_cell_words(r, "%.*s (%u)", SV(mean), group->raters);
	else
		report_cell_words(r, "%.*s", SV(mean));
}

/* Columns are those of groups that rated anything. */
static void
write_rating_table(struct report *r, const struct ratings *ratings)
{
	static const char *const titles[RELATIONS] = {"", "Own view", "Manager", "Peers",
	    "Direct reports", "Others"};
	bool present[RELATIONS] = {false};
	char columns[RELATIONS + 1] = "l";
	size_t n = 1;

	report_row(r);
	report_cell_words(r, "Skill");
	for (int g = RELATION_SELF; g < RELATIONS; g++) {
		for (size_t i = 0; i < ratings->n; i++)
			present[g] = present[g] || ratings->p[i].groups[g].raters;
		if (!present[g])
			continue;
		report_cell_words(r, "%s", titles[g]);
		columns[n++] = 'r';
	}
	report_row_end(r);
	report_rule(r, columns);
	for (size_t i = 0; i < ratings->n; i++) {
		report_row(r);
		report_cell(r, skill_title(r->repo, ratings->p[i].skill, 0));
		for (int g = RELATION_SELF; g < RELATIONS; g++)
			if (present[g])
				write_rating_cell(r, &ratings->p[i].groups[g],
				    g > RELATION_MANAGER);
		report_row_end(r);
	}
	report_gap(r);
}

static void
write_ratings(struct report *r, const struct feedback_list *feedback)
{
	struct ratings ratings;

	ratings_of(&ratings, r->arena, r->repo, &r->q->person->record, feedback, 0);
	if (!ratings.n)
		return;
	report_heading(r, 3, "Ratings");
	report_say(r, "Means of each group; in brackets how many rated the skill.");
	write_rating_table(r, &ratings);
}

/* What a confidential cycle published, which is all that is known of it here. */

static struct str
title_of_skill(const struct report *r, struct str name)
{
	uint32_t skill = intern_find(r->repo->intern, name);

	return skill ? skill_title(r->repo, skill, 0) : name;
}

static void
write_result_comments(struct report *r, const struct node *comments, const char *title)
{
	if (!comments || !comments->first)
		return;
	report_say(r, "%s:", title);
	for (const struct node *c = comments->first; c; c = c->next) {
		struct str skill = node_str(node_get(c, S("skill")));
		struct str from = node_str(node_get(c, S("from")));

		out_char(r->o, '-');
		if (skill.n)
			report_line(r, " **", title_of_skill(r, skill), "**");
		if (from.n)
			report_line(r, " (", from, ")");
		if (skill.n || from.n)
			out_char(r->o, ':');
		report_text_words(r, node_str(node_get(c, S("text"))), "  ");
	}
	report_gap(r);
}

static void
write_results(struct report *r, const struct results *results)
{
	const struct node *root = repo_node(r->repo, &results->record);
	const struct node *comments = node_get(root, S("comments"));
	const struct record *cycle = repo_get(r->repo, KIND_CYCLE, results->cycle);
	char date[11];

	report_use(r, &results->record);
	report_line(r, "### Confidential answers: ",
	    cycle ? report_title_of(r, report_use(r, cycle)) : repo_str(r->repo, results->cycle),
	    "\n\n");
	report_say(r, "Published %s. Only sums are known here; in brackets how many answered.",
	    date_text(date, results->published));
	if (cycle)
		report_published(r, (const struct cycle *)cycle);
	write_result_comments(r, node_get(comments, S("strengths")), "Strengths");
	write_result_comments(r, node_get(comments, S("improvements")), "To improve");
}

void
report_feedback(struct report *r)
{
	struct feedback_list feedback, rest;
	struct record_list results;

	report_heading(r, 2, "Feedback");
	report_feedback_in(&feedback, r, r->q->period);
	if (feedback.n) {
		out_fmt(r->o, feedback.n > 1 ? "%zu in the period: " : "%zu in the period, ",
		    feedback.n);
		report_relations(r, &feedback);
		out_text(r->o, ".\n\n");
	}
	write_remarks(r, &feedback);
	report_cycles(&rest, r, &feedback);
	write_ratings(r, &rest);
	report_results_in(&results, r);
	for (size_t i = 0; i < results.n; i++)
		write_results(r, (const struct results *)results.p[i]);
	if (!feedback.n && !results.n)
		report_say(r, "No feedback in this period.");
}
