#include "feedback360_part.h"

#include <math.h>
#include <stdlib.h>

#include "person.h"
#include "relation.h"
#include "skill.h"

const char *const feedback360_groups[GROUPS] = {
    [RELATION_SELF] = "self",
    [RELATION_MANAGER] = "manager",
    [RELATION_PEER] = "peer",
    [RELATION_DIRECT_REPORT] = "direct-report",
    [RELATION_OTHER] = "other",
    [GROUP_COMBINED] = "combined",
};

const char *const feedback360_classes[CLASSES] = {
    [CLASS_BLIND_SPOT] = "blind-spot",
    [CLASS_HIDDEN_STRENGTH] = "hidden-strength",
    [CLASS_STRENGTH] = "strength",
    [CLASS_NEED] = "need",
};

static const double near = 1e-9;

double
feedback360_agreement(const double *levels, uint32_t n, double min, double max)
{
	double mean = 0, squares = 0;

	if (!n || !(max > min))
		return NAN;
	for (uint32_t i = 0; i < n; i++)
		mean += levels[i] / n;
	for (uint32_t i = 0; i < n; i++)
		squares += (levels[i] - mean) * (levels[i] - mean);
	return fmax(0, 1 - sqrt(squares / n) / ((max - min) / 2));
}

enum feedback360_class
feedback360_class_of(double expected, double self, double others, double gap_threshold)
{
	double gap = self - others;

	if (isnan(expected) || isnan(others))
		return CLASS_NONE;
	if (others < expected - near && self >= expected - near && gap >= gap_threshold - near)
		return CLASS_BLIND_SPOT;
	if (self < expected - near && others >= expected - near && gap <= near - gap_threshold)
		return CLASS_HIDDEN_STRENGTH;
	return others >= expected - near ? CLASS_STRENGTH : CLASS_NEED;
}

struct str
feedback360_name(struct arena *a, const struct repo *repo, uint32_t skill,
    const struct framework *preferred)
{
	struct skill found = skill_find(repo, skill, preferred ? preferred->record.id : 0);

	if (found.entry && found.framework == preferred)
		return repo_str(repo, found.entry->key);
	return skill_name(a, repo, skill, preferred ? preferred->record.id : 0);
}

const struct framework_role *
feedback360_framework(struct feedback360 *f, const struct framework **of_role,
    const struct feedback360_query *q)
{
	int32_t day = q->cycle->closes != DATE_NONE ? q->cycle->closes : q->as_of;
	const struct framework_role *role =
	    skill_role(of_role, q->repo, person_on(q->person, day).role);

	f->framework =
	    (const struct framework *)repo_get(q->repo, KIND_FRAMEWORK, q->cycle->framework);
	if (!f->framework)
		f->framework = *of_role;
	f->min = f->framework && f->framework->scale ? f->framework->scale->min : NAN;
	f->max = f->framework && f->framework->scale ? f->framework->scale->max : NAN;
	return role;
}

/* May a rating be counted? Keeps account of those that may not. */
static bool
is_rating_sound(struct feedback360 *f, const struct repo *repo, const struct value *v,
    const struct record *response)
{
	struct skill s = skill_find(repo, v->key, f->framework ? f->framework->record.id : 0);
	const struct framework_scale *scale = s.entry ? s.framework->scale : NULL;
	bool off = scale && (v->number < scale->min || v->number > scale->max);

	if (s.entry && !off)
		return true;
	if (!isnan(v->number)) {
		f->off_scale += off;
		f->unknown += !off;
		f->odd = f->odd ? f->odd : response;
	}
	return false;
}

/* The response without ratings that may not be counted, with its relation worked out. */
static const struct feedback *
sound_response(struct feedback360 *f, struct arena *a, const struct repo *repo,
    const struct feedback *response)
{
	struct feedback *sound = arena_copy(a, response, sizeof *response);

	sound->relation = (uint8_t)relation_of(repo, response, f->person->record.id);
	sound->ratings.p = NEW_ARRAY(a, struct value, response->ratings.n);
	sound->ratings.n = 0;
	for (uint32_t i = 0; i < response->ratings.n; i++)
		if (is_rating_sound(f, repo, &response->ratings.p[i], &response->record))
			sound->ratings.p[sound->ratings.n++] = response->ratings.p[i];
	return sound;
}

/* Is there an earlier response of the same rater and relation in the list? */
static bool
is_counted(const struct feedback_list *list, size_t i, const struct repo *repo, uint32_t about)
{
	const struct feedback *f = list->p[i];

	for (size_t k = 0; k < i; k++) {
		const struct feedback *g = list->p[k];

		if (f->from == g->from && !f->outsider == !g->outsider &&
		    (!f->outsider || str_eq(f->outsider->name, g->outsider->name)) &&
		    relation_of(repo, f, about) == relation_of(repo, g, about))
			return true;
	}
	return false;
}

static void
count_raters(struct feedback360 *f, const struct feedback360_query *q,
    const struct feedback_list *list)
{
	uint32_t about = q->person->record.id;

	f->answers = list->n;
	for (size_t i = 0; i < list->n; i++)
		if (!is_counted(list, i, q->repo, about))
			f->groups[relation_of(q->repo, list->p[i], about)].raters++;
	for (int g = RELATION_SELF; g < RELATIONS; g++)
		f->groups[g].weight = ratings_weight(q->repo, q->cycle, (enum relation)g);
}

static double
expected_of(struct arena *a, const struct repo *repo, const struct framework_role *role,
    const struct framework *of_role, struct str name)
{
	for (uint32_t i = 0; role && i < role->expects.n; i++)
		if (str_eq(skill_name(a, repo, role->expects.p[i].key, of_role->record.id), name))
			return role->expects.p[i].number;
	return NAN;
}

/* Totals, of the groups as they are shown. */
static void
add_up(struct feedback360_skill *s, double gap_threshold)
{
	double sum = 0, total = 0;

	for (int g = RELATION_MANAGER; g < GROUPS; g++) {
		if (!s->groups[g].answers)
			continue;
		sum += s->groups[g].weight * s->groups[g].mean;
		total += s->groups[g].weight;
	}
	s->others = total > 0 ? sum / total : NAN;
	s->self = s->groups[RELATION_SELF].mean;
	s->gap = s->self - s->others;
	s->class = feedback360_class_of(s->expected, s->self, s->others, gap_threshold);
}

static double
gap_threshold(const struct repo *repo)
{
	return isnan(repo->workspace.gap_threshold) ? 0.5 : repo->workspace.gap_threshold;
}

static void
read_skill(struct feedback360_skill *s, struct arena *a, const struct feedback360 *f,
    const struct feedback360_query *q, const struct rating *rating)
{
	uint32_t preferred = f->framework ? f->framework->record.id : 0;
	const struct framework *framework = skill_find(q->repo, rating->skill, preferred).framework;
	struct gate gate = gate_of(q->cycle);

	s->name = feedback360_name(a, q->repo, rating->skill, f->framework);
	s->title = skill_title(q->repo, rating->skill, preferred);
	s->min = framework && framework->scale ? framework->scale->min : NAN;
	s->max = framework && framework->scale ? framework->scale->max : NAN;
	s->change = NAN;
	for (int g = RELATION_SELF; g < GROUPS; g++) {
		s->groups[g].mean = NAN;
		s->groups[g].agreement = NAN;
		s->groups[g].weight = f->groups[g].weight;
	}
	if (f->confidential)
		feedback360_gate(s, a, rating, &gate);
	else
		feedback360_open(s, a, rating);
	add_up(s, gap_threshold(q->shared));
}

/* Which groups are shown at all, and what was put together. */
static void
sum_up_groups(struct feedback360 *f, const struct gate *gate)
{
	struct feedback360_raters *combined = &f->groups[GROUP_COMBINED];

	for (int g = RELATION_SELF; g < RELATIONS; g++) {
		struct feedback360_raters *group = &f->groups[g];

		group->shown = group->raters && (!gate || gate_lets_words(gate, g, group->raters));
	}
	for (size_t i = 0; i < f->n_skills; i++)
		for (int g = RELATION_SELF; g < GROUPS; g++) {
			f->groups[g].shown |= f->skills[i].groups[g].answers > 0;
			combined->merged |= f->skills[i].groups[g].merged;
		}
	for (int g = RELATION_SELF; g < RELATIONS; g++)
		if (combined->merged & 1u << g) {
			combined->raters += f->groups[g].raters;
			combined->weight += f->groups[g].weight;
		}
}

void
feedback360_figures(struct feedback360 *f, struct feedback_list *responses, struct arena *a,
    const struct feedback360_query *q)
{
	struct ratings ratings;
	struct gate gate = gate_of(q->cycle);
	const struct framework *of_role;
	const struct framework_role *role;

	*f = (struct feedback360){.person = q->person,
	    .cycle = q->cycle,
	    .as_of = q->as_of,
	    .published = DATE_NONE};
	f->confidential = q->cycle->collection == COLLECTION_CONFIDENTIAL;
	role = feedback360_framework(f, &of_role, q);
	ratings_in_cycle(responses, a, q->repo, &q->person->record, q->cycle, q->as_of);
	for (size_t i = 0; i < responses->n; i++)
		responses->p[i] = sound_response(f, a, q->repo, responses->p[i]);
	count_raters(f, q, responses);
	ratings_of(&ratings, a, q->repo, &q->person->record, responses,
	    f->framework ? f->framework->record.id : 0);
	f->skills = NEW_ARRAY(a, struct feedback360_skill, ratings.n);
	f->n_skills = ratings.n;
	for (size_t i = 0; i < ratings.n; i++) {
		f->skills[i].expected = expected_of(a, q->repo, role, of_role, ratings.p[i].name);
		read_skill(&f->skills[i], a, f, q, &ratings.p[i]);
	}
	sum_up_groups(f, f->confidential ? &gate : NULL);
}

/* What is read again of the responses about n people: each file that holds some is opened once. */
static void
read_documents(struct feedback360 *f, struct arena *a, const struct feedback360_query *q,
    const struct feedback_list *responses, size_t n)
{
	struct arena scratch = {0};
	const struct record **records;
	struct repo_text *documents;
	size_t total = 0;

	for (size_t i = 0; i < n; i++)
		total += responses[i].n;
	records = NEW_ARRAY(&scratch, const struct record *, total);
	documents = NEW_ARRAY(&scratch, struct repo_text, total);
	for (size_t i = 0, at = 0; i < n; i++)
		for (size_t k = 0; k < responses[i].n; k++)
			records[at++] = &responses[i].p[k]->record;
	repo_open_texts(documents, q->repo, &scratch, records, total);
	for (size_t i = 0; i < n; documents += responses[i++].n) {
		if (q->words)
			feedback360_words(&f[i], a, q, &responses[i], documents);
		if (q->receipts)
			feedback360_receipts(&f[i], a, documents, responses[i].n);
	}
	arena_free(&scratch);
}

void
feedback360_of_several(struct feedback360 *f, struct arena *a, const struct feedback360_query *q,
    const struct person *const *people, size_t n)
{
	struct feedback_list *responses = NEW_ARRAY(a, struct feedback_list, n);
	struct feedback360_query query = *q;

	for (size_t i = 0; i < n; i++) {
		query.person = people[i];
		feedback360_figures(&f[i], &responses[i], a, &query);
		feedback360_change(&f[i], a, &query);
	}
	if (q->words || q->receipts)
		read_documents(f, a, q, responses, n);
}

void
feedback360_of(struct feedback360 *f, struct arena *a, const struct feedback360_query *q)
{
	feedback360_of_several(f, a, q, &q->person, 1);
}
