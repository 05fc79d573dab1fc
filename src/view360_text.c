#include "view360_part.h"

#include <math.h>

enum { SKILL, GROUP, BAR, MEAN, ANSWERS, AGREEMENT, SPREAD, EXPECTED, GAP, CLASS, CHANGE, COLUMNS };

static const struct grid_column columns[COLUMNS] = {
    [SKILL] = {.title = "SKILL", .least = 16},
    [GROUP] = {.title = "GROUP", .least = 10},
    [BAR] = {.title = "", .drawn = true, .spare = 4},
    [MEAN] = {.title = "MEAN", .right = true},
    [ANSWERS] = {.title = "ANSWERS", .right = true},
    [AGREEMENT] = {.title = "AGREE", .right = true, .spare = 2},
    [SPREAD] = {.title = "SPREAD", .spare = 1},
    [EXPECTED] = {.title = "EXPECT", .right = true},
    [GAP] = {.title = "GAP", .right = true},
    [CLASS] = {.title = "CLASS"},
    [CHANGE] = {.title = "CHANGE", .right = true, .spare = 3},
};

static const enum tone tones[CLASSES] = {
    [CLASS_BLIND_SPOT] = TONE_WARN,
    [CLASS_HIDDEN_STRENGTH] = TONE_GOOD,
    [CLASS_STRENGTH] = TONE_GOOD,
};

/* "2:3 3:2": how many gave each level. */
static struct str
spread(struct view360 *v, const struct feedback360_group *group)
{
	struct str text = S("");

	for (uint32_t i = 0; i < group->n_counts; i++)
		text = str_fmt(v->arena, "%.*s%s%.*s:%u", SV(text), i ? " " : "",
		    SV(view360_number(v, group->counts[i].level)), group->counts[i].n);
	return text.n ? text : S("-");
}

static double
share(const struct feedback360_skill *s, double level)
{
	return (level - s->min) / (s->max - s->min);
}

static void
add_blanks(struct grid *g, int n)
{
	for (int i = 0; i < n; i++)
		grid_text(g, S("-"));
}

static void
add_group(struct grid *g, struct view360 *v, const struct feedback360_skill *s, int i)
{
	const struct feedback360_group *group = &s->groups[i];

	grid_text(g, s->name);
	grid_text(g, view360_group(v, i, group->merged));
	grid_bar(g, share(s, group->mean));
	if (group->hidden) {
		grid_text(g, S("hidden"))->tone = TONE_FAINT;
		add_blanks(g, COLUMNS - ANSWERS);
		return;
	}
	grid_text(g, view360_number(v, group->mean));
	grid_text(g, str_fmt(v->arena, "%u", group->answers));
	grid_text(g, view360_number(v, group->agreement));
	grid_text(g, spread(v, group));
	add_blanks(g, COLUMNS - EXPECTED);
}

/* The last row of a skill: all others together, against one's own view. */
static void
add_total(struct grid *g, struct view360 *v, const struct feedback360_skill *s)
{
	const char *class = feedback360_classes[s->class];

	grid_text(g, s->name)->tone = TONE_STRONG;
	grid_text(g, S("others"))->tone = TONE_STRONG;
	grid_bar(g, share(s, s->others));
	grid_text(g, view360_number(v, s->others))->tone = TONE_STRONG;
	add_blanks(g, EXPECTED - ANSWERS);
	grid_text(g, view360_number(v, s->expected));
	grid_text(g, view360_signed(v, s->gap));
	grid_text(g, class ? str_of(class) : S("-"))->tone = tones[s->class];
	grid_text(g, view360_signed(v, s->change));
}

static void
write_comments(struct view360 *v, const struct feedback360 *f, const char *title,
    const struct feedback360_comments *list)
{
	if (list->n)
		out_fmt(v->out, "\n%s\n", title);
	for (size_t i = 0; i < list->n; i++) {
		const struct feedback360_comment *c = &list->p[i];
		struct str rest = c->text, line;

		out_text(v->out, "  ");
		out_term(v->out, view360_from(v, f, c));
		if (c->skill.p) {
			out_text(v->out, ", ");
			out_term(v->out, c->title);
		}
		out_text(v->out, ":\n");
		while (rest.n) {
			str_cut(&line, &rest, rest, '\n');
			out_text(v->out, line.n ? "    " : "");
			out_term(v->out, line);
			out_char(v->out, '\n');
		}
	}
}

void
view360_text(struct view360 *v, const struct feedback360 *f)
{
	struct grid grid;

	out_term(v->out, view360_title(v, f));
	out_char(v->out, '\n');
	grid_init(&grid, v->arena, columns, COLUMNS);
	for (size_t i = 0; i < f->n_skills; i++) {
		for (int g = RELATION_SELF; g < GROUPS; g++)
			if (f->skills[i].groups[g].answers || f->skills[i].groups[g].hidden)
				add_group(&grid, v, &f->skills[i], g);
		add_total(&grid, v, &f->skills[i]);
	}
	grid_print(v->out, &grid, &v->style);
	write_comments(v, f, "Strengths", &f->strengths);
	write_comments(v, f, "To improve", &f->improvements);
	out_char(v->out, '\n');
	out_term(v->out, view360_notice(v, f));
	out_char(v->out, '\n');
}
