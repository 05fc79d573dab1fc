#include "needs_part.h"

#include <math.h>
#include <string.h>

#include "json.h"

struct str
needs_record(const struct needs *n, const struct level *level)
{
	if (!level->source)
		return (struct str){NULL, 0};
	return str_fmt(n->arena, "%s:%.*s", kinds[level->source->kind].name,
	    SV(repo_id(n->repo, level->source)));
}

struct str
needs_action(const struct needs *n, const struct gap_action *action)
{
	return str_fmt(n->arena, "plan:%.*s#%.*s/%.*s", SV(repo_id(n->repo, &action->plan->record)),
	    SV(repo_str(n->repo, action->focus->key)), SV(repo_str(n->repo, action->action->key)));
}

static struct str
role_of(const struct needs *n, const struct gaps *person)
{
	return person->role_name ? repo_str(n->repo, person->role_name) : (struct str){NULL, 0};
}

/* JSON. */

static void
json_gap(struct json *j, const struct needs *n, const struct gap *g)
{
	json_object(j);
	json_put_str(j, "skill", g->skill);
	json_put_num(j, "expected", g->level.expected);
	json_put_num(j, "assessed", g->level.assessed);
	json_put_num(j, "gap", g->gap);
	json_put_num(j, "next_expected", g->level.next);
	json_put_str(j, "source", str_of(level_bases[g->level.basis]));
	json_put_str(j, "source_record", needs_record(n, &g->level));
	json_put_date(j, "source_date", g->level.date);
	json_put_bool(j, "disputed", g->level.disputed);
	json_key(j, "opportunities");
	json_array(j);
	for (size_t i = 0; i < g->opportunities.n; i++)
		json_str(j, repo_id(n->repo, &g->opportunities.p[i].of->record));
	json_end(j);
	json_key(j, "covered_by");
	json_array(j);
	for (size_t i = 0; i < g->actions.n; i++)
		json_str(j, needs_action(n, &g->actions.p[i]));
	json_end(j);
	json_end(j);
}

static void
json_teaching(struct json *j, const struct needs *n, const struct teaching *t)
{
	json_object(j);
	json_put_str(j, "skill", t->skill);
	json_put_str(j, "teacher", repo_id(n->repo, &t->teacher->record));
	json_put_str(j, "learner", repo_id(n->repo, &t->learner->record));
	json_end(j);
}

static void
needs_json(struct out *o, const struct needs *n)
{
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_date(&j, "as_of", n->as_of);
	json_key(&j, "people");
	json_array(&j);
	for (size_t i = 0; i < n->n; i++) {
		json_object(&j);
		json_put_str(&j, "person", repo_id(n->repo, &n->people[i].person->record));
		json_put_str(&j, "role", role_of(n, &n->people[i]));
		json_key(&j, "gaps");
		json_array(&j);
		for (size_t k = 0; k < n->people[i].n; k++)
			json_gap(&j, n, &n->people[i].p[k]);
		json_end(&j);
		json_end(&j);
	}
	json_end(&j);
	json_key(&j, "teaching");
	json_array(&j);
	for (size_t i = 0; i < n->teachings->n; i++)
		json_teaching(&j, n, &n->teachings->p[i]);
	json_end(&j);
	json_end(&j);
}

/* Rows: CSV, and text in a pipe. */

enum {
	PERSON,
	ROLE,
	SKILL,
	EXPECTED,
	ASSESSED,
	GAP,
	NEXT,
	SOURCE,
	RECORD,
	DATE,
	DISPUTED,
	OPPORTUNITIES,
	COVERED_BY,
	COLUMNS
};

static const char *const titles[COLUMNS] = {
    [PERSON] = "person",
    [ROLE] = "role",
    [SKILL] = "skill",
    [EXPECTED] = "expected",
    [ASSESSED] = "assessed",
    [GAP] = "gap",
    [NEXT] = "next_expected",
    [SOURCE] = "source",
    [RECORD] = "source_record",
    [DATE] = "source_date",
    [DISPUTED] = "disputed",
    [OPPORTUNITIES] = "opportunities",
    [COVERED_BY] = "covered_by",
};

static struct str
number(const struct needs *n, double value)
{
	char text[32];

	return isfinite(value) ? str_dup(n->arena, str_of(number_text(text, value))) : S("");
}

static struct str
append(const struct needs *n, struct str list, struct str word)
{
	return list.n ? str_fmt(n->arena, "%.*s %.*s", SV(list), SV(word)) : word;
}

/* The cells of a row; empty where there is nothing to say. */
static void
row_of(struct str row[COLUMNS], const struct needs *n, const struct gaps *person,
    const struct gap *g)
{
	char date[11];

	row[PERSON] = repo_id(n->repo, &person->person->record);
	row[ROLE] = role_of(n, person);
	row[SKILL] = g->skill;
	row[EXPECTED] = number(n, g->level.expected);
	row[ASSESSED] = number(n, g->level.assessed);
	row[GAP] = number(n, g->gap);
	row[NEXT] = number(n, g->level.next);
	row[SOURCE] = str_of(level_bases[g->level.basis]);
	row[RECORD] = needs_record(n, &g->level);
	row[DATE] = str_dup(n->arena, str_of(date_text(date, g->level.date)));
	row[DISPUTED] = g->level.disputed ? S("disputed") : S("");
	row[OPPORTUNITIES] = row[COVERED_BY] = S("");
	for (size_t i = 0; i < g->opportunities.n; i++)
		row[OPPORTUNITIES] = append(n, row[OPPORTUNITIES],
		    repo_id(n->repo, &g->opportunities.p[i].of->record));
	for (size_t i = 0; i < g->actions.n; i++)
		row[COVERED_BY] = append(n, row[COVERED_BY], needs_action(n, &g->actions.p[i]));
}

static void
needs_csv(struct out *o, const struct needs *n)
{
	struct str row[COLUMNS];

	for (int c = 0; c < COLUMNS; c++)
		out_fmt(o, "%s%c", titles[c], c + 1 < COLUMNS ? ',' : '\n');
	for (size_t i = 0; i < n->n; i++)
		for (size_t k = 0; k < n->people[i].n; k++) {
			row_of(row, n, &n->people[i], &n->people[i].p[k]);
			for (int c = 0; c < COLUMNS; c++) {
				out_csv(o, row[c]);
				out_char(o, c + 1 < COLUMNS ? ',' : '\n');
			}
		}
}

static void
print_rows(struct out *o, const struct needs *n)
{
	static const struct grid_column columns[COLUMNS];
	struct str row[COLUMNS];
	struct grid grid;

	grid_init(&grid, n->arena, columns, COLUMNS);
	for (size_t i = 0; i < n->n; i++)
		for (size_t k = 0; k < n->people[i].n; k++) {
			row_of(row, n, &n->people[i], &n->people[i].p[k]);
			for (int c = 0; c < COLUMNS; c++)
				grid_text(&grid, row[c].n ? row[c] : S("-"));
		}
	grid_print(o, &grid, &n->style);
}

static void
print_text(struct out *o, const struct needs *n)
{
	if (n->style.aligned)
		needs_text(o, n);
	else
		print_rows(o, n);
}

const char *const needs_formats[] = {"text", "json", "csv", "markdown", NULL};

void
needs_print(struct out *o, const char *format, const struct needs *n)
{
	static void (*const print[])(struct out * o, const struct needs *n) = {print_text,
	    needs_json, needs_csv, needs_markdown};

	for (size_t i = 0; needs_formats[i]; i++)
		if (strcmp(format, needs_formats[i]) == 0)
			print[i](o, n);
}
