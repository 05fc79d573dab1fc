/* For a reader: a table for a terminal, and Markdown. */
#include "view_pulse.h"

#include <math.h>

#include "chart.h"
#include "json.h"
#include "progress.h"
#include "prose.h"
#include "team.h"

/* What the top of the line stands for: all, or the most days. */
static double
top_of(const struct view_pulse *v, enum measure m)
{
	double top = measure_infos[m].days ? 0 : 1;

	for (size_t i = 0; i < v->trend->n; i++)
		top = fmax(top, v->trend->p[i].pulse.of[m].value);
	return top;
}

static struct str
sparkline(const struct view_pulse *v, enum measure m, bool unicode)
{
	double *values = NEW_ARRAY(v->arena, double, v->trend->n);

	for (size_t i = 0; i < v->trend->n; i++)
		values[i] = v->trend->p[i].pulse.of[m].value;
	return chart_steps(v->arena, values, v->trend->n, top_of(v, m), unicode);
}

static struct str
value_words(const struct view_pulse *v, enum measure m)
{
	double value = v->pulse->of[m].value;
	char text[32];

	if (isnan(value))
		return S("-");
	if (!measure_infos[m].days)
		return str_dup(v->arena, str_of(percent_text(text, value)));
	return str_fmt(v->arena, "%s d", number_text(text, round(value * 10) / 10));
}

static struct str
count_words(const struct view_pulse *v, enum measure m)
{
	const struct measure_value *value = &v->pulse->of[m];

	if (measure_infos[m].days)
		return str_fmt(v->arena, "%.0f", value->denominator);
	return str_fmt(v->arena, "%.0f of %.0f", value->numerator, value->denominator);
}

static struct str
team_name(const struct view_pulse *v)
{
	const struct team *team = (const struct team *)v->team;

	if (!team)
		return S("everybody");
	return team->name.n ? team->name : repo_id(v->repo, v->team);
}

static const struct grid_column columns[] = {
    {.title = "PRACTICE", .spare = 3},
    {.title = "MEASURE", .spare = 1},
    {.title = "VALUE", .right = true},
    {.title = "", .drawn = true, .spare = 2},
    {.title = "OF", .right = true},
    {.title = "TREND", .spare = 4},
    {.title = "MISSING", .spare = 5},
    {.title = "WHAT"},
};

/* Below the table of a terminal, where a row has no room for them. */
static void
print_missing(struct out *o, const struct view_pulse *v)
{
	tone_print(o, S("\nMissing\n"), TONE_STRONG, v->style.colour);
	for (int m = 0; m < MEASURES; m++) {
		const struct measure_value *value = &v->pulse->of[m];

		if (!value->missing.n)
			continue;
		out_fmt(o, "  %s: ", measure_infos[m].words);
		out_term(o, view_pulse_missing(v, value));
		out_char(o, '\n');
	}
}

void
view_pulse_text(struct out *o, const struct view_pulse *v)
{
	bool aligned = v->style.aligned;
	char date[11];
	struct grid grid;

	tone_print(o, S("Pulse of "), TONE_STRONG, v->style.colour);
	out_term(o, team_name(v));
	out_fmt(o, ", %.*s, as of %s, %zu %s\n\n", SV(v->period), date_text(date, v->pulse->as_of),
	    v->pulse->people, v->pulse->people == 1 ? "person" : "people");
	grid_init(&grid, v->arena, columns, sizeof columns / sizeof *columns);
	for (int m = 0; m < MEASURES; m++) {
		const struct measure_info *info = &measure_infos[m];
		bool again = aligned && m && info[-1].practice == info->practice;

		grid_text(&grid, again ? S("") : str_of(practice_titles[info->practice]))->tone =
		    TONE_STRONG;
		grid_text(&grid, str_of(info->id));
		grid_text(&grid, value_words(v, (enum measure)m));
		grid_bar(&grid, info->days ? NAN : v->pulse->of[m].value);
		grid_text(&grid, count_words(v, (enum measure)m));
		grid_text(&grid, sparkline(v, (enum measure)m, v->style.blocks));
		grid_text(&grid, aligned ? S("") : view_pulse_missing(v, &v->pulse->of[m]));
		grid_text(&grid, str_of(info->words))->tone = TONE_FAINT;
	}
	grid_print(o, &grid, &v->style);
	if (aligned && v->missing)
		print_missing(o, v);
}

/* Markdown. */

static const struct grid_column table_columns[] = {{.title = "Measure"}, {.title = "Value"},
    {.title = "Of"}, {.title = "Trend"}, {.title = "Missing"}};

/* Columns that were not asked for are left out: *shown has those that are there. */
static size_t
choose_columns(struct grid_column shown[5], const struct view_pulse *v)
{
	size_t n = 0;

	for (size_t c = 0; c < 5; c++)
		if ((c != 3 || v->trend->n) && (c != 4 || v->missing))
			shown[n++] = table_columns[c];
	return n;
}

static void
write_practice(struct out *o, const struct view_pulse *v, enum practice practice)
{
	struct grid_column shown[5];
	struct grid grid;

	out_fmt(o, "\n## %s\n\n", practice_titles[practice]);
	grid_init(&grid, v->arena, shown, choose_columns(shown, v));
	for (int m = 0; m < MEASURES; m++) {
		if (measure_infos[m].practice != practice)
			continue;
		grid_text(&grid, str_of(measure_infos[m].words));
		grid_text(&grid, value_words(v, (enum measure)m));
		grid_text(&grid, count_words(v, (enum measure)m));
		if (v->trend->n)
			grid_text(&grid, sparkline(v, (enum measure)m, true));
		if (v->missing)
			grid_text(&grid, view_pulse_missing(v, &v->pulse->of[m]));
	}
	prose_table(o, &grid);
}

void
view_pulse_markdown(struct out *o, const struct view_pulse *v)
{
	char date[11], hex[41];

	out_text(o, "# Pulse of ");
	prose_line(o, team_name(v));
	out_text(o, ", ");
	prose_line(o, v->period);
	out_fmt(o, "\n\nAs of %s, %zu %s.\n", date_text(date, v->pulse->as_of), v->pulse->people,
	    v->pulse->people == 1 ? "person" : "people");
	for (int p = 0; p < PRACTICES; p++)
		write_practice(o, v, (enum practice)p);
	if (!v->trend->n)
		return;
	out_text(o, "\n## Trend\n\nFrom the workspace as it was at these revisions:\n\n");
	for (size_t i = 0; i < v->trend->n; i++)
		out_fmt(o, "- %s: `%.10s`\n", date_text(date, v->trend->p[i].pulse.as_of),
		    git_id_text(hex, v->trend->p[i].revision));
}
