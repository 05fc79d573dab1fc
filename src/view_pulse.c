#include "view_pulse.h"

#include <math.h>
#include <string.h>

#include "json.h"

struct str
view_pulse_missing(const struct view_pulse *v, const struct measure_value *value)
{
	struct out o;

	if (!v->missing)
		return S("");
	out_init(&o, v->arena, -1);
	for (size_t i = 0; i < value->missing.n; i++) {
		if (i)
			out_char(&o, ' ');
		out_str(&o, repo_id(v->repo, value->missing.p[i]));
	}
	return out_all(&o);
}

/* JSON. */

static void
json_measure(struct json *j, const struct view_pulse *v, enum measure m, const struct pulse *pulse)
{
	const struct measure_value *value = &pulse->of[m];

	json_object(j);
	json_put_str(j, "id", str_of(measure_infos[m].id));
	json_put_num(j, "numerator", value->numerator);
	json_put_num(j, "denominator", value->denominator);
	json_put_num(j, "value", value->value);
	json_key(j, "missing");
	json_array(j);
	for (size_t i = 0; v->missing && i < value->missing.n; i++)
		json_str(j, repo_id(v->repo, value->missing.p[i]));
	json_end(j);
	json_end(j);
}

static void
json_practices(struct json *j, const struct view_pulse *v, const struct pulse *pulse)
{
	json_key(j, "practices");
	json_array(j);
	for (int p = 0, m = 0; p < PRACTICES; p++) {
		json_object(j);
		json_put_str(j, "practice", str_of(practice_ids[p]));
		json_key(j, "measures");
		json_array(j);
		for (; m < MEASURES && (int)measure_infos[m].practice == p; m++)
			json_measure(j, v, (enum measure)m, pulse);
		json_end(j);
		json_end(j);
	}
	json_end(j);
}

static void
json_point(struct json *j, const struct view_pulse *v, const struct pulse_point *point)
{
	char hex[41];

	json_object(j);
	json_put_date(j, "as_of", point->pulse.as_of);
	json_put_str(j, "revision", str_of(git_id_text(hex, point->revision)));
	json_practices(j, v, &point->pulse);
	json_end(j);
}

static void
print_json(struct out *o, const struct view_pulse *v)
{
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_str(&j, "team", v->team ? repo_id(v->repo, v->team) : (struct str){NULL, 0});
	json_put_str(&j, "period", v->period);
	json_put_date(&j, "as_of", v->pulse->as_of);
	json_practices(&j, v, v->pulse);
	json_key(&j, "trend");
	json_array(&j);
	for (size_t i = 0; i < v->trend->n; i++)
		json_point(&j, v, &v->trend->p[i]);
	json_end(&j);
	json_end(&j);
}

/* Rows: CSV, and text in a pipe. */

enum { AS_OF, REVISION, PRACTICE, MEASURE, NUMERATOR, DENOMINATOR, VALUE, MISSING, COLUMNS };

static const char *const titles[COLUMNS] = {
    [AS_OF] = "as_of",
    [REVISION] = "revision",
    [PRACTICE] = "practice",
    [MEASURE] = "measure",
    [NUMERATOR] = "numerator",
    [DENOMINATOR] = "denominator",
    [VALUE] = "value",
    [MISSING] = "missing",
};

typedef void row_visitor(void *ctx, const struct str row[COLUMNS]);

static struct str
number(const struct view_pulse *v, double value)
{
	char text[32];

	return isfinite(value) ? str_dup(v->arena, str_of(number_text(text, value))) : S("");
}

/* Calls visit for each measure. revision is empty where it is now. */
static void
visit_rows(const struct view_pulse *v, const struct pulse *pulse, struct str revision,
    row_visitor *visit, void *ctx)
{
	struct str row[COLUMNS] = {[REVISION] = revision};
	char date[11];

	row[AS_OF] = str_of(date_text(date, pulse->as_of));
	for (int m = 0; m < MEASURES; m++) {
		const struct measure_value *value = &pulse->of[m];

		row[PRACTICE] = str_of(practice_ids[measure_infos[m].practice]);
		row[MEASURE] = str_of(measure_infos[m].id);
		row[NUMERATOR] = number(v, value->numerator);
		row[DENOMINATOR] = number(v, value->denominator);
		row[VALUE] = number(v, value->value);
		row[MISSING] = view_pulse_missing(v, value);
		visit(ctx, row);
	}
}

static void
visit_all(const struct view_pulse *v, row_visitor *visit, void *ctx)
{
	visit_rows(v, v->pulse, S(""), visit, ctx);
	for (size_t i = 0; i < v->trend->n; i++) {
		char hex[41];

		visit_rows(v, &v->trend->p[i].pulse,
		    str_of(git_id_text(hex, v->trend->p[i].revision)), visit, ctx);
	}
}

static void
csv_row(void *ctx, const struct str row[COLUMNS])
{
	struct out *o = ctx;

	for (int c = 0; c < COLUMNS; c++) {
		out_csv(o, row[c]);
		out_char(o, c + 1 < COLUMNS ? ',' : '\n');
	}
}

static void
print_csv(struct out *o, const struct view_pulse *v)
{
	for (int c = 0; c < COLUMNS; c++)
		out_fmt(o, "%s%c", titles[c], c + 1 < COLUMNS ? ',' : '\n');
	visit_all(v, csv_row, o);
}

static void
plain_row(void *ctx, const struct str row[COLUMNS])
{
	struct out *o = ctx;

	for (int c = 0; c < COLUMNS; c++) {
		out_term(o, row[c].n ? row[c] : S("-"));
		out_char(o, c + 1 < COLUMNS ? '\t' : '\n');
	}
}

static void
print_text(struct out *o, const struct view_pulse *v)
{
	if (v->style.aligned)
		view_pulse_text(o, v);
	else
		visit_all(v, plain_row, o);
}

const char *const view_pulse_formats[] = {"text", "json", "csv", "markdown", NULL};

void
view_pulse_print(struct out *o, const char *format, const struct view_pulse *v)
{
	static void (*const print[])(struct out * o, const struct view_pulse *v) = {print_text,
	    print_json, print_csv, view_pulse_markdown};

	for (size_t i = 0; view_pulse_formats[i]; i++)
		if (strcmp(format, view_pulse_formats[i]) == 0)
			print[i](o, v);
}
