#include "view360_part.h"

#include <math.h>
#include <stdarg.h>

static void line(struct view360 *v, int depth, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void
line(struct view360 *v, int depth, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	out_pad(v->out, ' ', (size_t)depth * 2);
	out_term(v->out, str_vfmt(v->arena, fmt, args));
	out_char(v->out, '\n');
	va_end(args);
}

/* Figures to six digits. */
static const char *
number(struct view360 *v, double value)
{
	return isfinite(value) ? str_fmt(v->arena, "%.6g", value + 0.0).p : "none";
}

/* PATH:LINE of a rating. */
static const char *
place(struct view360 *v, const struct rating_answer *answer)
{
	const struct record *r = &answer->feedback->record;
	struct node *root = repo_node(v->repo, r);
	struct str pointer = JOIN(v->arena, S("/ratings/"), repo_str(v->repo, answer->skill));
	struct node *node = root ? node_at(root, pointer, true) : NULL;

	if (!node)
		return str_c(v->arena, repo_path(v->repo, r));
	return str_fmt(v->arena, "%.*s:%u", SV(repo_path(v->repo, r)),
	    yaml_at(repo_yaml(v->repo, r), node->key ? node->key->from : node->from).line)
	    .p;
}

static void
explain_answers(struct view360 *v, const struct rating_group *group)
{
	for (size_t i = 0; i < group->n_answers; i++)
		line(v, 3, "%.*s: %s (%s)", SV(group->answers[i].rater),
		    number(v, group->answers[i].level), place(v, &group->answers[i]));
	if (group->n_answers > group->raters)
		line(v, 3, "of each rater the mean counts");
}

static void
explain_group(struct view360 *v, const struct feedback360_skill *s, int g)
{
	const struct feedback360_group *group = &s->groups[g];

	if (group->hidden) {
		line(v, 2, "%s: hidden, and in no other figure", feedback360_groups[g]);
		return;
	}
	line(v, 2, "%.*s: mean of %u = %s%s", SV(view360_group(v, g, group->merged)),
	    group->answers, number(v, group->mean),
	    s->rating || group->counts ? "" : ", rounded to half a level");
	if (s->rating)
		explain_answers(v, &s->rating->groups[g]);
	if (!isnan(group->agreement))
		line(v, 3, "agreement = 1 - standard deviation / half of %s..%s = %s",
		    number(v, s->min), number(v, s->max), number(v, group->agreement));
}

static void
explain_others(struct view360 *v, const struct feedback360_skill *s)
{
	struct str sum = S(""), total = S("");

	for (int g = RELATION_MANAGER; g < GROUPS; g++) {
		const struct feedback360_group *group = &s->groups[g];
		const char *before = sum.n ? " + " : "";

		if (!group->answers)
			continue;
		sum = str_fmt(v->arena, "%.*s%s%s x %s", SV(sum), before, number(v, group->weight),
		    number(v, group->mean));
		total = str_fmt(v->arena, "%.*s%s%s", SV(total), before, number(v, group->weight));
	}
	if (sum.n)
		line(v, 2, "others = (%.*s) / (%.*s) = %s", SV(sum), SV(total),
		    number(v, s->others));
	else
		line(v, 2, "others = none");
}

/* The rule that the class follows from. */
static void
explain_class(struct view360 *v, const struct feedback360_skill *s)
{
	static const char *const reasons[CLASSES] = {
	    [CLASS_NONE] = "none: it takes an expected level and others' view",
	    [CLASS_BLIND_SPOT] =
		"others < expected <= self, and the gap is not below gap_threshold",
	    [CLASS_HIDDEN_STRENGTH] =
		"self < expected <= others, and the gap is not below gap_threshold",
	    [CLASS_STRENGTH] = "others >= expected",
	    [CLASS_NEED] = "others < expected",
	};
	const char *class = feedback360_classes[s->class];

	line(v, 2, "expected = %s", number(v, s->expected));
	line(v, 2, "gap = self - others = %s - %s = %s", number(v, s->self), number(v, s->others),
	    number(v, s->gap));
	line(v, 2, "class = %s%s%s", class ? class : "", class ? ": " : "", reasons[s->class]);
}

void
view360_explain(struct view360 *v, const struct feedback360 *f)
{
	char closes[11];

	line(v, 0, "%.*s", SV(view360_title(v, f)));
	line(v, 1, "expected levels are those of the role on %s",
	    date_text(closes, f->cycle->closes == DATE_NONE ? f->as_of : f->cycle->closes));
	line(v, 1, "%.*s", SV(view360_notice(v, f)));
	for (size_t i = 0; i < f->n_skills; i++) {
		const struct feedback360_skill *s = &f->skills[i];

		line(v, 1, "%.*s", SV(s->name));
		for (int g = RELATION_SELF; g < GROUPS; g++)
			if (s->groups[g].answers || s->groups[g].hidden)
				explain_group(v, s, g);
		explain_others(v, s);
		explain_class(v, s);
		if (f->before)
			line(v, 2, "change = others less those of %.*s = %s", SV(f->before_id),
			    number(v, s->change));
	}
}
