#include "view_grades.h"

/* By grade, from -1 on. */
static const char *const meanings[] = {
    "the commit that brought it is not in this clone",
    "another address brought it",
    "the author's address brought it, and others changed it, or may have: a claim",
    "only the author's address ever changed it: a claim, for anybody can set it in Git",
    "only the author ever changed it, and a key of theirs has signed each change",
};

enum { LEAST = -1, MOST = 3 };

static struct str
grade_text(struct arena *a, int grade)
{
	return grade < 0 ? S("-") : str_fmt(a, "%d", grade);
}

static void
print_each(struct out *o, struct arena *a, const struct findings_grades *grades,
    const struct grid_style *style)
{
	static const struct grid_column columns[] = {
	    {.title = "GRADE", .right = true},
	    {.title = "RECORD", .least = 24},
	    {.title = "PART", .least = 12, .spare = 3},
	    {.title = "COMMIT", .spare = 2},
	    {.title = "WHY NO HIGHER", .least = 16, .spare = 1},
	};
	struct grid g;

	grid_init(&g, a, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < grades->n; i++) {
		const struct findings_grade *grade = &grades->p[i];

		grid_text(&g, grade_text(a, grade->grade));
		grid_text(&g, grade->record);
		grid_text(&g, grade->part);
		grid_text(&g, str_sub(grade->commit, 0, 10));
		grid_text(&g, grade->why);
	}
	grid_print(o, &g, style);
}

void
view_grades(struct out *o, struct arena *a, const struct findings_grades *grades,
    const struct grid_style *style, bool each)
{
	static const struct grid_column columns[] = {
	    {.title = "GRADE", .right = true},
	    {.title = "WRITTEN", .right = true},
	    {.title = "WHAT THAT SAYS", .least = 24},
	};
	struct grid g;

	if (style->aligned && grades->n)
		out_char(o, '\n');
	if (each)
		print_each(o, a, grades, style);
	grid_init(&g, a, columns, sizeof columns / sizeof *columns);
	for (int grade = MOST; grade >= LEAST; grade--) {
		size_t n = 0;

		for (size_t i = 0; i < grades->n; i++)
			n += grades->p[i].grade == grade;
		if (!n)
			continue;
		grid_text(&g, grade_text(a, grade));
		grid_text(&g, str_fmt(a, "%zu", n));
		grid_text(&g, str_of(meanings[grade - LEAST]));
	}
	if (each && style->aligned && g.n)
		out_char(o, '\n');
	grid_print(o, &g, style);
}
