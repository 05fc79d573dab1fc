#include "view_asking.h"

#include <math.h>
#include <stdlib.h>

#include "json.h"

/* By rater, then whom it is about. */
static int
by_rater(const void *left, const void *right)
{
	const struct asked *a = *(const struct asked *const *)left,
			   *b = *(const struct asked *const *)right;
	int order = str_cmp(a->rater, b->rater);

	return order ? order : str_cmp(a->person, b->person);
}

/* Those who were asked and have said nothing: n of them at the pointer that is returned. */
static const struct asked **
missing(size_t *n, const struct view_asking *v)
{
	const struct asked **list = NEW_ARRAY(v->arena, const struct asked *, v->asking->n);

	*n = 0;
	for (size_t i = 0; i < v->asking->n; i++) {
		const struct asked *q = &v->asking->p[i];

		if (q->asked && !q->answered && !q->declined)
			list[(*n)++] = q;
	}
	if (*n)
		qsort(list, *n, sizeof *list, by_rater);
	return list;
}

static bool
is_empty(const struct asking_counts *c)
{
	return !c->asked && !c->answered && !(c->wanted > 0);
}

/* Text. */

static const struct grid_column columns[] = {
    {.title = "PERSON", .least = 12},
    {.title = "GROUP"},
    {.title = "WANTED", .right = true},
    {.title = "ASKED", .right = true},
    {.title = "ANSWERED", .right = true},
    {.title = "DECLINED", .right = true},
    {.title = "MISSING", .right = true},
};

static const struct grid_column reminder_columns[] = {
    {.title = "REMIND", .least = 12},
    {.title = "ABOUT", .least = 12},
    {.title = "DUE"},
};

static void
add_number(struct grid *g, const struct view_asking *v, double number, enum tone tone)
{
	struct grid_cell *cell =
	    grid_text(g, isnan(number) ? S("-") : str_fmt(v->arena, "%g", number));

	cell->tone = number > 0 ? tone : TONE_PLAIN;
}

static void
add_person(struct grid *g, const struct view_asking *v, const struct asking_person *p)
{
	for (int k = RELATION_SELF; k < RELATIONS; k++) {
		const struct asking_counts *c = &p->groups[k];

		if (is_empty(c))
			continue;
		grid_text(g, repo_id(v->repo, &p->person->record));
		grid_text(g, str_of(relation_words[k - 1]));
		add_number(g, v, c->wanted, TONE_PLAIN);
		add_number(g, v, c->asked, TONE_PLAIN);
		add_number(g, v, c->answered, TONE_PLAIN);
		add_number(g, v, c->declined, TONE_PLAIN);
		add_number(g, v, c->missing, TONE_WARN);
	}
}

void
view_asking_text(struct out *o, const struct view_asking *v)
{
	struct grid people, reminders;
	size_t n;
	const struct asked **list = missing(&n, v);
	char day[11];

	grid_init(&people, v->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < v->asking->n_people; i++)
		add_person(&people, v, &v->asking->people[i]);
	grid_print(o, &people, &v->style);
	if (!n)
		return;
	out_text(o, "\nTo remind:\n");
	grid_init(&reminders, v->arena, reminder_columns,
	    sizeof reminder_columns / sizeof *reminder_columns);
	for (size_t i = 0; i < n; i++) {
		grid_text(&reminders, list[i]->rater);
		grid_text(&reminders, list[i]->person);
		grid_text(&reminders, str_dup(v->arena, str_of(date_text(day, list[i]->due))))
		    ->tone = list[i]->due < v->as_of ? TONE_WARN : TONE_PLAIN;
	}
	grid_print(o, &reminders, &v->style);
}

/* JSON. */

static void
json_person(struct json *j, const struct view_asking *v, const struct asking_person *p)
{
	json_object(j);
	json_put_str(j, "person", repo_id(v->repo, &p->person->record));
	json_key(j, "groups");
	json_array(j);
	for (int k = RELATION_SELF; k < RELATIONS; k++) {
		const struct asking_counts *c = &p->groups[k];

		if (is_empty(c))
			continue;
		json_object(j);
		json_put_str(j, "group", str_of(relation_words[k - 1]));
		json_put_num(j, "wanted", c->wanted);
		json_put_num(j, "asked", c->asked);
		json_put_num(j, "answered", c->answered);
		json_put_num(j, "declined", c->declined);
		json_put_num(j, "missing", c->missing);
		json_end(j);
	}
	json_end(j);
	json_end(j);
}

void
view_asking_json(struct out *o, const struct view_asking *v)
{
	struct json j;
	size_t n;
	const struct asked **list = missing(&n, v);

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_str(&j, "cycle", repo_id(v->repo, &v->cycle->record));
	json_put_date(&j, "as_of", v->as_of);
	json_key(&j, "people");
	json_array(&j);
	for (size_t i = 0; i < v->asking->n_people; i++)
		json_person(&j, v, &v->asking->people[i]);
	json_end(&j);
	json_key(&j, "remind");
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		json_object(&j);
		json_put_str(&j, "person", list[i]->rater);
		json_put_str(&j, "about", list[i]->person);
		json_put_date(&j, "due", list[i]->due);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
}
