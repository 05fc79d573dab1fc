#include "feedback360_part.h"

#include <stdlib.h>

#include "relation.h"
#include "skill.h"
#include "words.h"

struct wording {
	struct feedback360 *f;
	struct arena *a;
	const struct repo *repo;
	struct repo_text *response; /* the one whose words are read */
};

static void
add_point(struct feedback360_comments *list, struct wording *w, const struct feedback_point *p,
    struct str name)
{
	const struct framework *preferred = w->f->framework;
	struct feedback360_comment comment = {.text = words_of(w->a, w->response, p), .from = name};

	if (!comment.text.n)
		return;
	if (p->skill) {
		comment.skill = feedback360_name(w->a, w->repo, p->skill, preferred);
		comment.title =
		    skill_title(w->repo, p->skill, preferred ? preferred->record.id : 0);
	}
	*vec_push(w->a, list) = comment;
}

static void
add_points(struct feedback360_comments *list, struct wording *w,
    const struct feedback_points *points, struct prose prose, struct str name)
{
	struct feedback_point whole = {.text = prose};

	for (uint32_t i = 0; i < points->n; i++)
		add_point(list, w, &points->p[i], name);
	if (!points->n)
		add_point(list, w, &whole, name);
}

/* By skill, none last. */
static int
by_skill(const struct feedback360_comment *a, const struct feedback360_comment *b)
{
	int order = !a->skill.p - !b->skill.p;

	return order ? order : str_cmp(a->skill, b->skill);
}

/* The texts alone decide, so that the order tells nothing of who wrote when. */
static int
by_text(const void *left, const void *right)
{
	const struct feedback360_comment *a = left, *b = right;
	int order = by_skill(a, b);

	if (!order)
		order = str_cmp(a->text, b->text);
	return order ? order : str_cmp(a->from, b->from);
}

/* Keeps the order that they have within a skill. */
static void
sort_by_skill(struct feedback360_comments *list)
{
	for (size_t i = 1; i < list->n; i++) {
		struct feedback360_comment moved = list->p[i];
		size_t k = i;

		for (; k > 0 && by_skill(&list->p[k - 1], &moved) > 0; k--)
			list->p[k] = list->p[k - 1];
		list->p[k] = moved;
	}
}

static void
sort(struct feedback360_comments *list, bool confidential)
{
	if (!confidential)
		sort_by_skill(list);
	else if (list->n)
		qsort(list->p, list->n, sizeof *list->p, by_text);
}

/* For one comment in each response, which is what most have. */
static void
make_room(struct feedback360_comments *list, struct arena *a, size_t n)
{
	list->p = NEW_ARRAY(a, struct feedback360_comment, n);
	list->cap = n;
}

void
feedback360_words(struct feedback360 *f, struct arena *a, const struct feedback360_query *q,
    const struct feedback_list *list, struct repo_text *documents)
{
	struct wording w = {.f = f, .a = a, .repo = q->repo};
	struct gate gate = gate_of(q->cycle);

	make_room(&f->strengths, a, list->n);
	make_room(&f->improvements, a, list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct feedback *from = list->p[i];
		int group = relation_of(q->repo, from, f->person->record.id);
		struct str name = f->confidential  ? str_of(feedback360_groups[group])
				  : from->outsider ? from->outsider->name
						   : repo_str(q->repo, from->from);

		if (f->confidential && !gate_lets_words(&gate, group, f->groups[group].raters))
			continue;
		w.response = &documents[i];
		add_points(&f->strengths, &w, &from->strengths, from->strength, name);
		add_points(&f->improvements, &w, &from->improvements, from->improvement, name);
	}
	sort(&f->strengths, f->confidential);
	sort(&f->improvements, f->confidential);
}
