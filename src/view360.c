#include "view360_part.h"

#include <math.h>
#include <string.h>

#include "summary.h"

const char *const view360_formats[] = {"text", "json", "markdown", NULL};

static struct str
name_of(const struct view360 *v, const struct person *p)
{
	return p->name.n ? p->name : repo_id(v->repo, &p->record);
}

struct str
view360_title(struct view360 *v, const struct feedback360 *f)
{
	struct str cycle =
	    f->cycle->title.n ? f->cycle->title : repo_id(v->repo, &f->cycle->record);

	return JOIN(v->arena, name_of(v, f->person), S(": "), cycle);
}

struct str
view360_notice(struct view360 *v, const struct feedback360 *f)
{
	const struct cycle *c = f->cycle;
	const struct person *collector =
	    (const struct person *)repo_get(v->repo, KIND_PERSON, c->collector);
	double threshold = isnan(c->threshold) ? 3 : c->threshold;
	double words = isnan(c->comment_threshold) ? 5 : c->comment_threshold;

	if (!f->confidential)
		return S("Attributed: all who can read this workspace see who said what.");
	return str_fmt(v->arena,
	    "Confidential: %.*s has read the answers under their givers' names. One's own view and "
	    "the manager's are shown as they are. Other groups are shown for a skill from %g answers "
	    "on; smaller ones are put together as \"combined\", and where these are too few they are "
	    "left out of every figure. Words are shown from %g givers in a group on. Where all of a "
	    "group say the same, it is known what each of them said.",
	    SV(collector ? name_of(v, collector) : S("the collector")), threshold, words);
}

struct str
view360_group(struct view360 *v, int group, unsigned merged)
{
	struct str text = str_of(feedback360_groups[group]);
	const char *before = " (";

	for (int g = RELATION_SELF; g < RELATIONS; g++)
		if (merged & 1u << g) {
			text = JOIN(v->arena, text, str_of(before), str_of(feedback360_groups[g]));
			before = ", ";
		}
	return merged ? JOIN(v->arena, text, S(")")) : text;
}

struct str
view360_number(struct view360 *v, double number)
{
	char text[32];

	if (isnan(number))
		return S("-");
	return str_dup(v->arena, str_of(number_text(text, round(number * 100) / 100)));
}

struct str
view360_signed(struct view360 *v, double number)
{
	struct str text = view360_number(v, number);

	return number >= 0.005 ? JOIN(v->arena, S("+"), text) : text;
}

struct str
view360_from(struct view360 *v, const struct feedback360 *f, const struct feedback360_comment *c)
{
	const struct person *p =
	    f->confidential ? NULL
			    : (const struct person *)repo_find(v->repo, KIND_PERSON, c->from);

	return p ? name_of(v, p) : c->from;
}

/* JSON. */

static void
json_merged(struct json *j, unsigned merged)
{
	json_key(j, "merged");
	json_array(j);
	for (int g = RELATION_SELF; g < RELATIONS; g++)
		if (merged & 1u << g)
			json_str(j, str_of(feedback360_groups[g]));
	json_end(j);
}

/* Self has none. */
static void
json_weight(struct json *j, int group, double weight)
{
	json_put_num(j, "weight", group == RELATION_SELF ? (double)NAN : weight);
}

static void
json_groups(struct json *j, const struct feedback360 *f)
{
	json_key(j, "groups");
	json_array(j);
	for (int g = RELATION_SELF; g < GROUPS; g++) {
		if (!f->groups[g].shown)
			continue;
		json_object(j);
		json_put_str(j, "group", str_of(feedback360_groups[g]));
		json_merged(j, f->groups[g].merged);
		json_weight(j, g, f->groups[g].weight);
		json_put_int(j, "raters", f->groups[g].raters);
		json_end(j);
	}
	json_end(j);
}

static void
json_counts(struct json *j, const struct feedback360_group *group)
{
	char text[32];

	json_key(j, "distribution");
	if (!group->counts) {
		json_null(j);
		return;
	}
	json_object(j);
	for (uint32_t i = 0; i < group->n_counts; i++) {
		json_put_int(j, number_text(text, group->counts[i].level), group->counts[i].n);
	}
	json_end(j);
}

static void
json_skill(struct json *j, const struct feedback360_skill *s)
{
	json_object(j);
	json_put_str(j, "skill", s->name);
	json_put_num(j, "expected", s->expected);
	json_key(j, "groups");
	json_array(j);
	for (int g = RELATION_SELF; g < GROUPS; g++) {
		const struct feedback360_group *group = &s->groups[g];

		if (!group->answers)
			continue;
		json_object(j);
		json_put_str(j, "group", str_of(feedback360_groups[g]));
		json_merged(j, group->merged);
		json_weight(j, g, group->weight);
		json_put_int(j, "answers", group->answers);
		json_put_num(j, "mean", group->mean);
		json_put_num(j, "agreement", group->agreement);
		json_counts(j, group);
		json_end(j);
	}
	json_end(j);
	json_put_num(j, "self", s->self);
	json_put_num(j, "others", s->others);
	json_put_num(j, "gap", s->gap);
	json_put_str(j, "class", str_of(feedback360_classes[s->class]));
	json_put_num(j, "change", s->change);
	json_end(j);
}

static void
json_hidden(struct json *j, const struct feedback360 *f)
{
	json_key(j, "hidden");
	json_array(j);
	for (size_t i = 0; i < f->n_skills; i++)
		for (int g = RELATION_SELF; g < RELATIONS; g++) {
			if (!f->skills[i].groups[g].hidden)
				continue;
			json_object(j);
			json_put_str(j, "skill", f->skills[i].name);
			json_put_str(j, "group", str_of(feedback360_groups[g]));
			json_end(j);
		}
	json_end(j);
}

static void
json_comments(struct json *j, const char *key, const struct feedback360_comments *list)
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < list->n; i++) {
		json_object(j);
		json_put_str(j, "skill", list->p[i].skill);
		json_put_str(j, "text", list->p[i].text);
		json_put_str(j, "from", list->p[i].from);
		json_end(j);
	}
	json_end(j);
}

static void
view360_json(struct view360 *v, const struct feedback360 *f)
{
	struct json *j = &v->json;

	json_object(j);
	json_put_int(j, "version", 1);
	json_put_str(j, "cycle", repo_id(v->repo, &f->cycle->record));
	json_put_str(j, "about", repo_id(v->repo, &f->person->record));
	json_put_date(j, "as_of", f->as_of);
	json_put_str(j, "collection", f->confidential ? S("confidential") : S("attributed"));
	json_key(j, "scale");
	json_object(j);
	json_put_num(j, "min", f->min);
	json_put_num(j, "max", f->max);
	json_end(j);
	json_groups(j, f);
	json_key(j, "skills");
	json_array(j);
	for (size_t i = 0; i < f->n_skills; i++)
		json_skill(j, &f->skills[i]);
	json_end(j);
	json_hidden(j, f);
	json_key(j, "comments");
	json_object(j);
	json_comments(j, "strengths", &f->strengths);
	json_comments(j, "improvements", &f->improvements);
	json_end(j);
	json_end(j);
}

static bool
is_json(const struct view360 *v)
{
	return strcmp(v->format, "json") == 0;
}

void
view360_begin(struct view360 *v)
{
	v->any = false;
	if (!is_json(v))
		return;
	json_init(&v->json, v->out, true);
	if (!v->all)
		return;
	json_object(&v->json);
	json_put_int(&v->json, "version", 1);
	json_key(&v->json, "reports");
	json_array(&v->json);
}

void
view360_person(struct view360 *v, const struct feedback360 *f)
{
	if (v->any && !is_json(v))
		out_char(v->out, '\n');
	v->any = true;
	if (v->explain)
		view360_explain(v, f);
	else if (is_json(v))
		view360_json(v, f);
	else if (strcmp(v->format, "markdown") == 0)
		view360_markdown(v, f);
	else
		view360_text(v, f);
}

void
view360_end(struct view360 *v)
{
	if (!is_json(v) || !v->all)
		return;
	json_end(&v->json);
	json_end(&v->json);
}
