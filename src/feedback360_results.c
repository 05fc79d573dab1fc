#include "feedback360_part.h"

#include <math.h>
#include <stdlib.h>

#include "links.h"
#include "skill.h"

const struct results *
results_of(struct arena *a, const struct repo *repo, const struct record *person,
    const struct cycle *c, int32_t as_of)
{
	struct record_list list;

	links_to(&list, a, repo, person, KIND_RESULTS, "about");
	for (size_t i = 0; i < list.n; i++) {
		const struct results *r = (const struct results *)list.p[i];

		if (r->cycle == c->record.id && r->published <= as_of)
			return r;
	}
	return NULL;
}

static double
number_in(const struct node *map, const char *key)
{
	return node_number(node_get(map, str_of(key)));
}

/* 0 where the name is none of a group. */
static int
group_of(struct str name)
{
	for (int g = RELATION_SELF; g < GROUPS; g++)
		if (str_is(name, feedback360_groups[g]))
			return g;
	return 0;
}

/* A count; NaN is none. */
static uint32_t
count_of(double number)
{
	return number > 0 ? (uint32_t)number : 0;
}

static unsigned
merged_of(const struct node *group)
{
	const struct node *list = node_get(group, S("merged"));
	unsigned merged = 0;

	for (const struct node *n = list ? list->first : NULL; n; n = n->next)
		merged |= 1u << group_of(node_str(n));
	return merged;
}

static void
read_counts(struct feedback360_group *group, struct arena *a, const struct node *counts)
{
	if (!counts)
		return;
	group->counts = NEW_ARRAY(a, struct feedback360_count, counts->n);
	for (const struct node *n = counts->first; n; n = n->next) {
		struct feedback360_count *c = &group->counts[group->n_counts];

		if (str_number(&c->level, n->key->text)) {
			c->n = count_of(node_number(n));
			group->n_counts++;
		}
	}
}

static void
read_group(struct feedback360_group *group, struct arena *a, const struct node *n, int g,
    const struct feedback360 *f)
{
	double weight = number_in(n, "weight");

	group->answers = count_of(number_in(n, "answers"));
	group->mean = number_in(n, "mean");
	group->agreement = number_in(n, "agreement");
	group->merged = merged_of(n);
	group->weight = isnan(weight) ? f->groups[g].weight : weight;
	read_counts(group, a, node_get(n, S("distribution")));
}

static enum feedback360_class
class_of(struct str name)
{
	for (int i = CLASS_NONE + 1; i < CLASSES; i++)
		if (str_is(name, feedback360_classes[i]))
			return (enum feedback360_class)i;
	return CLASS_NONE;
}

static void
read_groups(struct feedback360_skill *s, struct arena *a, const struct node *n,
    const struct feedback360 *f)
{
	const struct node *groups = node_get(n, S("groups")), *hidden = node_get(n, S("hidden"));

	for (int g = RELATION_SELF; g < GROUPS; g++)
		s->groups[g].mean = s->groups[g].agreement = NAN;
	for (const struct node *e = groups ? groups->first : NULL; e; e = e->next) {
		int g = group_of(e->key->text);

		if (g)
			read_group(&s->groups[g], a, e, g, f);
	}
	for (const struct node *e = hidden ? hidden->first : NULL; e; e = e->next)
		s->groups[group_of(node_str(e))].hidden = true;
}

static void
read_skill(struct feedback360_skill *s, struct arena *a, const struct node *n,
    const struct feedback360 *f, const struct feedback360_query *q)
{
	uint32_t symbol = intern_find(q->shared->intern, n->key->text);
	uint32_t preferred = f->framework ? f->framework->record.id : 0;
	const struct framework *framework = skill_find(q->shared, symbol, preferred).framework;

	s->name = n->key->text;
	s->title = symbol ? skill_title(q->shared, symbol, preferred) : s->name;
	s->min = framework && framework->scale ? framework->scale->min : NAN;
	s->max = framework && framework->scale ? framework->scale->max : NAN;
	s->expected = number_in(n, "expected");
	s->self = number_in(n, "self");
	s->others = number_in(n, "others");
	s->gap = number_in(n, "gap");
	s->class = class_of(node_str(node_get(n, S("class"))));
	s->change = number_in(n, "change");
	read_groups(s, a, n, f);
}

static void
read_comments(struct feedback360_comments *list, struct arena *a, const struct node *comments,
    const struct feedback360 *f, const struct feedback360_query *q)
{
	uint32_t preferred = f->framework ? f->framework->record.id : 0;

	for (const struct node *n = comments ? comments->first : NULL; n; n = n->next) {
		struct feedback360_comment *c = vec_push(a, list);
		uint32_t skill;

		c->text = node_str(node_get(n, S("text")));
		c->from = node_str(node_get(n, S("from")));
		c->skill = node_str(node_get(n, S("skill")));
		skill = intern_find(q->shared->intern, c->skill);
		c->title = skill ? skill_title(q->shared, skill, preferred) : c->skill;
	}
}

static void
read_raters(struct feedback360 *f, const struct node *groups)
{
	for (const struct node *n = groups ? groups->first : NULL; n; n = n->next) {
		int g = group_of(n->key->text);
		double weight = number_in(n, "weight");

		if (g)
			f->groups[g] = (struct feedback360_raters){.shown = true,
			    .merged = merged_of(n),
			    .weight = isnan(weight) ? 0 : weight,
			    .raters = count_of(number_in(n, "raters"))};
	}
}

static void
read_receipts(struct feedback360 *f, struct arena *a, const struct node *receipts)
{
	if (!receipts)
		return;
	f->receipts.p = NEW_ARRAY(a, struct str, receipts->n);
	for (const struct node *n = receipts->first; n; n = n->next)
		f->receipts.p[f->receipts.n++] = node_str(n);
}

bool
feedback360_published(struct feedback360 *f, struct arena *a, const struct feedback360_query *q)
{
	const struct results *results =
	    results_of(a, q->shared, &q->person->record, q->cycle, q->as_of);
	const struct framework *of_role;
	const struct node *root, *skills, *comments;

	if (!results)
		return false;
	*f = (struct feedback360){.person = q->person,
	    .cycle = q->cycle,
	    .as_of = q->as_of,
	    .confidential = true,
	    .published = results->published};
	feedback360_framework(f, &of_role, q);
	root = repo_document(q->shared, a, &results->record);
	skills = node_get(root, S("skills"));
	comments = node_get(root, S("comments"));
	read_raters(f, node_get(root, S("groups")));
	f->skills = NEW_ARRAY(a, struct feedback360_skill, skills ? skills->n : 0);
	for (const struct node *n = skills ? skills->first : NULL; n; n = n->next)
		if (!key_is_private(n->key->text))
			read_skill(&f->skills[f->n_skills++], a, n, f, q);
	read_comments(&f->strengths, a, node_get(comments, S("strengths")), f, q);
	read_comments(&f->improvements, a, node_get(comments, S("improvements")), f, q);
	read_receipts(f, a, node_get(root, S("receipts")));
	return true;
}
