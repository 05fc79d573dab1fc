#include "figures_part.h"

#include <math.h>
#include <string.h>

#include "json.h"

const char *const figures_formats[] = {"text", "json", "csv", NULL};

void
figures_print(struct out *o, const char *format, const struct figures *f)
{
	static void (*const print[])(struct out * o, const struct figures *f) = {figures_text,
	    figures_json, figures_csv};

	for (size_t i = 0; figures_formats[i]; i++)
		if (strcmp(format, figures_formats[i]) == 0)
			print[i](o, f);
}

static const struct goal_progress *
next_goal(const struct figures *f, size_t *i)
{
	while (*i < f->progress->n && !(f->chosen[*i] && f->progress->goals[*i].counted))
		++*i;
	return *i < f->progress->n ? &f->progress->goals[(*i)++] : NULL;
}

static struct str
name_of(const struct figures *f, uint32_t symbol)
{
	return symbol ? repo_str(f->progress->repo, symbol) : (struct str){NULL, 0};
}

/* Absent counts as committed. */
static struct str
commitment_of(const struct goal *g)
{
	return str_of(commitment_words[g->commitment ? g->commitment - 1 : 0]);
}

static struct str
declared_of(const struct goal_progress *g)
{
	return str_of(g->declared ? outlook_words[g->declared - 1] : NULL);
}

/* NaN where there was none. */
static double
days_since_checkin(const struct goal_progress *g)
{
	return g->n_checkins ? (double)g->days_since_checkin : (double)NAN;
}

/* JSON. */

static void
json_current(struct json *j, const struct kr_progress *k)
{
	json_key(j, "current");
	if (k->shape == SHAPE_YES_NO && k->latest)
		json_bool(j, k->current > 0);
	else
		json_num(j, k->current);
}

static void
json_key_result(struct json *j, const struct figures *f, const struct kr_progress *k)
{
	json_object(j);
	json_put_str(j, "id", name_of(f, k->kr->key));
	json_put_str(j, "shape", str_of(shape_names[k->shape]));
	json_put_num(j, "progress", k->progress);
	json_put_num(j, "baseline", k->kr->baseline);
	json_put_num(j, "target", k->kr->target);
	json_current(j, k);
	json_key(j, "holds");
	if (k->holds < 0)
		json_null(j);
	else
		json_bool(j, k->holds);
	json_put_num(j, "weight", k->weight);
	json_end(j);
}

static void
json_goal(struct json *j, const struct figures *f, const struct goal_progress *g)
{
	json_object(j);
	json_put_str(j, "id", name_of(f, g->goal->record.id));
	json_put_str(j, "owner", name_of(f, g->goal->owner));
	json_put_str(j, "title", g->goal->title);
	json_put_str(j, "commitment", commitment_of(g->goal));
	json_put_num(j, "score", g->score);
	json_put_num(j, "measured", g->measured);
	json_put_num(j, "of", g->of);
	json_put_num(j, "expected", g->expected);
	json_put_str(j, "pace", str_of(pace_names[g->pace]));
	json_put_str(j, "declared", declared_of(g));
	json_put_bool(j, "stale", g->stale);
	json_put_num(j, "days_since_checkin", days_since_checkin(g));
	json_key(j, "key_results");
	json_array(j);
	for (uint32_t i = 0; i < g->of; i++)
		json_key_result(j, f, &g->krs[i]);
	json_end(j);
	json_end(j);
}

static void
json_rollup(struct json *j, const struct figures *f, const struct rollup *r)
{
	json_object(j);
	json_put_str(j, "by", str_of(rollup_names[f->by]));
	json_put_str(j, "id", name_of(f, r->of->id));
	json_put_num(j, "goals", r->goals);
	json_put_num(j, "score", r->score);
	json_key(j, "pace");
	json_object(j);
	for (int i = 0; i < PACES; i++)
		json_put_num(j, pace_names[i], r->pace[i]);
	json_end(j);
	json_end(j);
}

void
figures_json(struct out *o, const struct figures *f)
{
	const struct goal_progress *g;
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_date(&j, "as_of", f->progress->as_of);
	json_key(&j, "goals");
	json_array(&j);
	for (size_t i = 0; (g = next_goal(f, &i));)
		json_goal(&j, f, g);
	json_end(&j);
	json_key(&j, "rollup");
	json_array(&j);
	for (size_t i = 0; i < f->rollups.n; i++)
		json_rollup(&j, f, &f->rollups.p[i]);
	json_end(&j);
	if (f->trend)
		figures_trend_json(&j, f);
	json_end(&j);
}

/* CSV: each field with the comma or line end behind it. */

static void
csv_text(struct out *o, struct str text, char behind)
{
	out_csv(o, text);
	out_char(o, behind);
}

static void
csv_num(struct out *o, double number, char behind)
{
	char text[32];

	if (isfinite(number))
		out_text(o, number_text(text, number));
	out_char(o, behind);
}

static void
csv_goal(struct out *o, const struct figures *f, const struct goal_progress *g)
{
	csv_text(o, name_of(f, g->goal->record.id), ',');
	csv_text(o, name_of(f, g->goal->owner), ',');
	csv_text(o, g->goal->title, ',');
	csv_text(o, commitment_of(g->goal), ',');
	csv_num(o, g->score, ',');
	csv_num(o, g->measured, ',');
	csv_num(o, g->of, ',');
	csv_num(o, g->expected, ',');
	csv_text(o, str_of(pace_names[g->pace]), ',');
	csv_text(o, declared_of(g), ',');
	csv_text(o, g->stale ? S("true") : S("false"), ',');
	csv_num(o, days_since_checkin(g), ',');
}

static void
csv_key_result(struct out *o, const struct figures *f, const struct kr_progress *k)
{
	static const char *const words[] = {"", "false", "true"};

	csv_text(o, name_of(f, k->kr->key), ',');
	csv_text(o, str_of(shape_names[k->shape]), ',');
	csv_num(o, k->progress, ',');
	csv_num(o, k->kr->baseline, ',');
	csv_num(o, k->kr->target, ',');
	if (k->shape == SHAPE_YES_NO && k->latest)
		csv_text(o, str_of(words[k->current > 0 ? 2 : 1]), ',');
	else
		csv_num(o, k->current, ',');
	csv_text(o, str_of(words[k->holds + 1]), ',');
	csv_num(o, k->weight, '\n');
}

static void
csv_rollups(struct out *o, const struct figures *f)
{
	out_text(o, "by,id,goals,score");
	for (int i = 0; i < PACES; i++)
		out_fmt(o, ",%s", pace_names[i]);
	out_char(o, '\n');
	for (size_t i = 0; i < f->rollups.n; i++) {
		const struct rollup *r = &f->rollups.p[i];

		csv_text(o, str_of(rollup_names[f->by]), ',');
		csv_text(o, name_of(f, r->of->id), ',');
		csv_num(o, r->goals, ',');
		csv_num(o, r->score, ',');
		for (int pace = 0; pace < PACES; pace++)
			csv_num(o, r->pace[pace], pace + 1 < PACES ? ',' : '\n');
	}
}

void
figures_csv(struct out *o, const struct figures *f)
{
	const struct goal_progress *g;

	if (f->trend || f->rolled_up) {
		(f->trend ? figures_trend_csv : csv_rollups)(o, f);
		return;
	}
	out_text(o,
	    "goal,owner,title,commitment,score,measured,of,expected,pace,declared,stale,"
	    "days_since_checkin,key_result,shape,progress,baseline,target,current,holds,weight\n");
	for (size_t i = 0; (g = next_goal(f, &i));) {
		for (uint32_t k = 0; k < g->of; k++) {
			csv_goal(o, f, g);
			csv_key_result(o, f, &g->krs[k]);
		}
		if (!g->of) {
			csv_goal(o, f, g);
			out_text(o, ",,,,,,,\n");
		}
	}
}
