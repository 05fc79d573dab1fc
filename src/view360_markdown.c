#include "view360_part.h"

#include <math.h>

#include "prose.h"

/* Users' headings stand below ours. */
enum { HEADING = 4 };

static const char *const titles[GROUPS] = {
    [RELATION_SELF] = "Own view",
    [RELATION_MANAGER] = "Manager",
    [RELATION_PEER] = "Peers",
    [RELATION_DIRECT_REPORT] = "Direct reports",
    [RELATION_OTHER] = "Others",
    [GROUP_COMBINED] = "Combined",
};

static void
write_cell(struct view360 *v, struct str text)
{
	out_text(v->out, text.n ? " " : "");
	prose_line(v->out, text);
	out_text(v->out, " |");
}

/* Words of ours. */
static void
write_own_cell(struct view360 *v, struct str text)
{
	out_text(v->out, text.n ? " " : "");
	out_str(v->out, text);
	out_text(v->out, " |");
}

/* "2.5 (3)", "hidden". */
static struct str
cell_of(struct view360 *v, const struct feedback360_group *group)
{
	if (group->hidden)
		return S("hidden");
	if (!group->answers)
		return S("");
	return str_fmt(v->arena, "%.*s (%u)", SV(view360_number(v, group->mean)), group->answers);
}

static struct str
number_or_blank(struct view360 *v, double number)
{
	return isnan(number) ? S("") : view360_number(v, number);
}

static struct str
signed_or_blank(struct view360 *v, double number)
{
	return isnan(number) ? S("") : view360_signed(v, number);
}

static bool
has_column(const struct feedback360 *f, int group)
{
	for (size_t i = 0; i < f->n_skills; i++)
		if (f->skills[i].groups[group].answers || f->skills[i].groups[group].hidden)
			return true;
	return false;
}

static void
write_head(struct view360 *v, const struct feedback360 *f)
{
	out_text(v->out, "| Skill | Expected |");
	for (int g = RELATION_SELF; g < GROUPS; g++)
		if (has_column(f, g))
			write_own_cell(v, str_of(titles[g]));
	out_text(v->out, " Without own view | Gap | Class | Change |\n|---|--:|");
	for (int g = RELATION_SELF; g < GROUPS; g++)
		if (has_column(f, g))
			out_text(v->out, "--:|");
	out_text(v->out, "--:|--:|---|--:|\n");
}

void
view360_table(struct view360 *v, const struct feedback360 *f)
{
	if (!f->n_skills)
		return;
	write_head(v, f);
	for (size_t i = 0; i < f->n_skills; i++) {
		const struct feedback360_skill *s = &f->skills[i];

		out_char(v->out, '|');
		write_cell(v, s->title);
		write_own_cell(v, number_or_blank(v, s->expected));
		for (int g = RELATION_SELF; g < GROUPS; g++)
			if (has_column(f, g))
				write_own_cell(v, cell_of(v, &s->groups[g]));
		write_own_cell(v, number_or_blank(v, s->others));
		write_own_cell(v, signed_or_blank(v, s->gap));
		write_own_cell(v, str_of(feedback360_classes[s->class]));
		write_own_cell(v, signed_or_blank(v, s->change));
		out_char(v->out, '\n');
	}
	out_text(v->out, "\nMeans of each group; in brackets how many rated the skill.\n\n");
}

static void
write_comments(struct view360 *v, const struct feedback360 *f, const char *title,
    const struct feedback360_comments *list)
{
	if (!list->n)
		return;
	out_fmt(v->out, "## %s\n\n", title);
	for (size_t i = 0; i < list->n; i++) {
		const struct feedback360_comment *c = &list->p[i];

		out_text(v->out, "- **");
		prose_line(v->out, view360_from(v, f, c));
		out_text(v->out, "**");
		if (c->skill.p) {
			out_text(v->out, ", ");
			prose_line(v->out, c->title);
		}
		out_text(v->out, ":\n\n  ");
		prose_blocks(v->out, c->text, HEADING, "  ");
		out_char(v->out, '\n');
	}
}

void
view360_markdown(struct view360 *v, const struct feedback360 *f)
{
	out_text(v->out, "# ");
	prose_line(v->out, view360_title(v, f));
	out_text(v->out, "\n\n");
	prose_line(v->out, view360_notice(v, f));
	out_text(v->out, "\n\n");
	view360_table(v, f);
	write_comments(v, f, "Strengths", &f->strengths);
	write_comments(v, f, "To improve", &f->improvements);
}
