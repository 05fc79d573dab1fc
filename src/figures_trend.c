/* How goals and roll-ups stood at the ends of weeks, months or quarters. */
#include "figures_part.h"

#include <math.h>

#include "chart.h"

/* One state in a series: of a goal, or of a line of the roll-up. */
struct state {
	const struct record *of;
	const struct progress_point *point;
	const struct progress_state *now;
};

typedef void state_visitor(void *ctx, const struct figures *f, const struct state *state);

static const struct progress_state *
states_at(const struct figures *f, size_t point)
{
	const struct progress_point *p = &f->trend->p[point];

	return f->rolled_up ? p->rollups : p->goals;
}

struct str
figures_steps(const struct figures *f, size_t i)
{
	size_t n = f->trend ? f->trend->n : 0, room = f->style.width / 3,
	       from = n > room ? n - room : 0;
	double *scores = NEW_ARRAY(f->arena, double, n);

	for (size_t k = from; k < n; k++) {
		const struct progress_point *p = &f->trend->p[k];
		bool of_rollup = f->rolled_up && f->by != ROLLUP_SUPPORTS;

		scores[k] = (of_rollup ? p->rollups : p->goals)[i].score;
	}
	return chart_steps(f->arena, scores + from, n - from, 1, f->style.blocks);
}

/* Goals or roll-ups by id, each at all points. What was not there has none. */
static void
visit_states(const struct figures *f, state_visitor *visit, void *ctx)
{
	const struct progress *p = f->progress;
	size_t n = f->rolled_up ? f->rollups.n : p->n;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f->trend->n; k++) {
			struct state s = {f->rolled_up ? f->rollups.p[i].of
						       : &p->goals[i].goal->record,
			    &f->trend->p[k], &states_at(f, k)[i]};

			if ((f->rolled_up || f->chosen[i]) && s.now->known)
				visit(ctx, f, &s);
		}
}

/* JSON. */

static void
json_goal(struct json *j, const struct figures *f, size_t i, const struct progress_state *s)
{
	json_object(j);
	json_put_str(j, "id", repo_id(f->progress->repo, &f->progress->goals[i].goal->record));
	json_put_num(j, "score", s->score);
	json_put_num(j, "expected", s->expected);
	json_put_str(j, "pace", str_of(pace_names[s->pace]));
	json_end(j);
}

static void
json_rollup(struct json *j, const struct figures *f, size_t i, const struct progress_state *s)
{
	json_object(j);
	json_put_str(j, "by", str_of(rollup_names[f->by]));
	json_put_str(j, "id", repo_id(f->progress->repo, f->rollups.p[i].of));
	json_put_num(j, "goals", s->goals);
	json_put_num(j, "score", s->score);
	json_end(j);
}

static void
json_point(struct json *j, const struct figures *f, const struct progress_point *point)
{
	char hex[41];

	json_object(j);
	json_put_date(j, "as_of", point->day);
	json_put_str(j, "revision", str_of(git_id_text(hex, point->revision)));
	json_key(j, "goals");
	json_array(j);
	for (size_t i = 0; i < f->progress->n; i++)
		if (f->chosen[i] && point->goals[i].known)
			json_goal(j, f, i, &point->goals[i]);
	json_end(j);
	json_key(j, "rollup");
	json_array(j);
	for (size_t i = 0; i < f->rollups.n; i++)
		if (point->rollups[i].known)
			json_rollup(j, f, i, &point->rollups[i]);
	json_end(j);
	json_end(j);
}

void
figures_trend_json(struct json *j, const struct figures *f)
{
	json_key(j, "trend");
	json_array(j);
	for (size_t i = 0; i < f->trend->n; i++)
		json_point(j, f, &f->trend->p[i]);
	json_end(j);
}

/* CSV, and rows for a pipe. */

static void
csv_state(void *ctx, const struct figures *f, const struct state *s)
{
	struct out *o = ctx;
	char day[11], hex[41], number[32];

	out_csv(o, repo_id(f->progress->repo, s->of));
	out_fmt(o, ",%s,%s,", date_text(day, s->point->day), git_id_text(hex, s->point->revision));
	if (isfinite(s->now->score))
		out_text(o, number_text(number, s->now->score));
	if (f->rolled_up)
		out_fmt(o, ",%u\n", s->now->goals);
	else
		out_fmt(o, ",%s,%s\n",
		    isfinite(s->now->expected) ? number_text(number, s->now->expected) : "",
		    pace_names[s->now->pace]);
}

void
figures_trend_csv(struct out *o, const struct figures *f)
{
	out_text(o, f->rolled_up ? "id,as_of,revision,score,goals\n"
				 : "goal,as_of,revision,score,expected,pace\n");
	visit_states(f, csv_state, o);
}

static void
add_state(void *ctx, const struct figures *f, const struct state *s)
{
	struct grid *grid = ctx;
	char day[11], hex[41];

	grid_text(grid, repo_id(f->progress->repo, s->of));
	grid_text(grid, str_dup(f->arena, str_of(date_text(day, s->point->day))));
	grid_text(grid, str_dup(f->arena, str_of(git_id_text(hex, s->point->revision))));
	grid_text(grid, figures_percent(f->arena, s->now->score));
	if (f->rolled_up) {
		grid_text(grid, str_fmt(f->arena, "%u", s->now->goals));
		return;
	}
	grid_text(grid, figures_percent(f->arena, s->now->expected));
	grid_text(grid, str_of(pace_names[s->now->pace]))->tone = figures_tones[s->now->pace];
}

void
figures_trend_rows(struct out *o, const struct figures *f)
{
	static const struct grid_column columns[6];
	struct grid grid;

	grid_init(&grid, f->arena, columns, f->rolled_up ? 5 : 6);
	visit_states(f, add_state, &grid);
	grid_print(o, &grid, &f->style);
}
