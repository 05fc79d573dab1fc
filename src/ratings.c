#include "ratings.h"

#include <math.h>
#include <stdlib.h>

#include "links.h"
#include "relation.h"
#include "skill.h"

static const double weights[RELATIONS] = {
    [RELATION_MANAGER] = 40,
    [RELATION_PEER] = 30,
    [RELATION_DIRECT_REPORT] = 30,
    [RELATION_OTHER] = 30,
};

static const struct cycle *
cycle_of(const struct repo *repo, const struct feedback *f)
{
	return (const struct cycle *)repo_get(repo, KIND_CYCLE, f->cycle);
}

static int
by_date(const void *left, const void *right)
{
	const struct feedback *a = *(const struct feedback *const *)left;
	const struct feedback *b = *(const struct feedback *const *)right;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return (a->record.index > b->record.index) - (a->record.index < b->record.index);
}

/* Feedback about a person dated not after a day: of a cycle, or where it is NULL all that is
 * attributed. */
static void
collect(struct feedback_list *list, struct arena *a, const struct repo *repo,
    const struct record *person, const struct cycle *only, int32_t as_of)
{
	struct record_list records;

	*list = (struct feedback_list){0};
	links_to(&records, a, repo, person, KIND_FEEDBACK, "about");
	for (size_t i = 0; i < records.n; i++) {
		const struct feedback *f = (const struct feedback *)records.p[i];

		if (f->date == DATE_NONE || f->date > as_of)
			continue;
		if (only ? cycle_of(repo, f) == only : !links_confidential(repo, f->cycle))
			*vec_push(a, list) = f;
	}
	if (list->n)
		qsort(list->p, list->n, sizeof *list->p, by_date);
}

void
ratings_feedback(struct feedback_list *list, struct arena *a, const struct repo *repo,
    const struct record *person, int32_t as_of)
{
	collect(list, a, repo, person, NULL, as_of);
}

void
ratings_in_cycle(struct feedback_list *list, struct arena *a, const struct repo *repo,
    const struct record *person, const struct cycle *c, int32_t as_of)
{
	collect(list, a, repo, person, c, as_of);
}

int32_t
ratings_day(const struct repo *repo, const struct feedback *f)
{
	const struct cycle *c = cycle_of(repo, f);

	if (!c || c->start == DATE_NONE)
		return f->date;
	return f->date < c->start ? c->start : f->date > c->due ? c->due : f->date;
}

struct answers {
	struct rating_answer *p;
	size_t n, cap;
	struct {
		struct named_skill {
			uint32_t skill, framework;
			struct str name;
		} * p;
		size_t n, cap;
	} names; /* of skills so far */
};

/* The name of a skill. All raters name the same few. */
static struct str
name_of(struct answers *answers, struct arena *a, const struct repo *repo, uint32_t skill,
    uint32_t framework)
{
	enum { FEW = 64 };
	struct named_skill *named;

	for (size_t i = answers->names.n; i > 0 && i + FEW > answers->names.n; i--) {
		named = &answers->names.p[i - 1];
		if (named->skill == skill && named->framework == framework)
			return named->name;
	}
	named = vec_push(a, &answers->names);
	*named = (struct named_skill){skill, framework, skill_name(a, repo, skill, framework)};
	return named->name;
}

static void
add_answers(struct answers *answers, struct arena *a, const struct repo *repo,
    const struct record *person, const struct feedback *f, uint32_t framework)
{
	const struct cycle *cycle = cycle_of(repo, f);
	uint8_t relation = (uint8_t)relation_of(repo, f, person->id);

	if (cycle && cycle->framework)
		framework = cycle->framework;
	for (uint32_t i = 0; i < f->ratings.n; i++) {
		const struct value *v = &f->ratings.p[i];

		if (isnan(v->number))
			continue;
		*vec_push(a, answers) =
		    (struct rating_answer){.name = name_of(answers, a, repo, v->key, framework),
			.feedback = f,
			.rater = f->outsider ? f->outsider->name : repo_str(repo, f->from),
			.level = v->number,
			.skill = v->key,
			.relation = relation};
	}
}

/* Most that are equal stand in one place. */
static int
by_text(struct str a, struct str b)
{
	return a.p == b.p && a.n == b.n ? 0 : str_cmp(a, b);
}

static int
by_skill_and_rater(const void *left, const void *right)
{
	const struct rating_answer *a = left, *b = right;
	int order = by_text(a->name, b->name);

	if (!order)
		order = (a->relation > b->relation) - (a->relation < b->relation);
	if (!order)
		order = by_text(a->rater, b->rater);
	if (!order)
		order = (a->level > b->level) - (a->level < b->level);
	return order ? order : by_date(&a->feedback, &b->feedback);
}

/* Adds the mean of the answers of one rater to their group, whose levels go to *level. */
static void
add_rater(struct rating *rating, const struct rating_answer *answers, size_t n, double **level)
{
	struct rating_group *group = &rating->groups[answers->relation];
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += answers[i].level;
	if (!group->raters) {
		group->answers = answers;
		group->levels = *level;
		group->mean = 0;
	}
	*(*level)++ = sum / (double)n;
	group->mean += sum / (double)n;
	group->n_answers += n;
	group->raters++;
}

static struct rating *
rating_for(struct ratings *ratings, struct arena *a, const struct rating_answer *answer)
{
	struct rating *rating;

	if (ratings->n && str_eq(ratings->p[ratings->n - 1].name, answer->name))
		return &ratings->p[ratings->n - 1];
	rating = vec_push(a, ratings);
	rating->skill = answer->skill;
	rating->name = answer->name;
	for (int g = 0; g < RELATIONS; g++)
		rating->groups[g].mean = NAN;
	return rating;
}

void
ratings_of(struct ratings *ratings, struct arena *a, const struct repo *repo,
    const struct record *person, const struct feedback_list *feedback, uint32_t framework)
{
	struct answers answers = {0};
	double *level;
	size_t n;

	*ratings = (struct ratings){0};
	for (size_t i = 0; i < feedback->n; i++)
		answers.cap += feedback->p[i]->ratings.n;
	answers.p = NEW_ARRAY(a, struct rating_answer, answers.cap);
	for (size_t i = 0; i < feedback->n; i++)
		add_answers(&answers, a, repo, person, feedback->p[i], framework);
	if (answers.n)
		qsort(answers.p, answers.n, sizeof *answers.p, by_skill_and_rater);
	level = NEW_ARRAY(a, double, answers.n);
	for (size_t i = 0; i < answers.n; i += n) {
		const struct rating_answer *first = &answers.p[i];

		for (n = 1; i + n < answers.n && str_eq(first[n].name, first->name) &&
			    first[n].relation == first->relation &&
			    str_eq(first[n].rater, first->rater);)
			n++;
		add_rater(rating_for(ratings, a, first), first, n, &level);
	}
	for (size_t i = 0; i < ratings->n; i++)
		for (int g = 0; g < RELATIONS; g++)
			if (ratings->p[i].groups[g].raters)
				ratings->p[i].groups[g].mean /= ratings->p[i].groups[g].raters;
}

double
ratings_weight(const struct repo *repo, const struct cycle *c, enum relation group)
{
	for (uint32_t i = 0; c && i < c->groups.n && group != RELATION_SELF; i++)
		if (str_is(repo_str(repo, c->groups.p[i].key), relation_words[group - 1]) &&
		    !isnan(c->groups.p[i].weight))
			return c->groups.p[i].weight;
	return weights[group];
}

double
ratings_others(const struct repo *repo, const struct rating *rating, const struct cycle *c)
{
	double sum = 0, total = 0;

	for (int g = RELATION_MANAGER; g < RELATIONS; g++) {
		double weight = ratings_weight(repo, c, (enum relation)g);

		if (!rating->groups[g].raters)
			continue;
		sum += weight * rating->groups[g].mean;
		total += weight;
	}
	return total > 0 ? sum / total : NAN;
}
