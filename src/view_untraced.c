#include "view_untraced.h"

#include "json.h"
#include "results.h"
#include "words.h"

/* Whom it is about: symbols of people. */
static struct syms
about(const struct record *r)
{
	struct results *results = (struct results *)r;

	if (r->kind == KIND_FEEDBACK)
		return ((const struct feedback *)r)->about;
	return (struct syms){&results->about, 1};
}

static int32_t
date(const struct record *r)
{
	if (r->kind == KIND_FEEDBACK)
		return ((const struct feedback *)r)->date;
	return ((const struct results *)r)->published;
}

static struct str
record(const struct view_untraced *v, const struct record *r)
{
	return JOIN(v->arena, kind_name((enum kind)r->kind), S(":"), repo_id(v->repo, r));
}

static struct str
people(const struct view_untraced *v, const struct record *r)
{
	struct syms list = about(r);
	struct str text = S("");

	for (uint32_t i = 0; i < list.n; i++)
		text = JOIN(v->arena, text, i ? S(" ") : S(""), repo_str(v->repo, list.p[i]));
	return text;
}

void
view_untraced_text(struct out *o, const struct view_untraced *v)
{
	static const struct grid_column columns[] = {
	    {.title = "RECORD", .least = 24},
	    {.title = "NUMBER", .right = true, .spare = 2},
	    {.title = "ABOUT", .least = 8},
	    {.title = "DATE", .spare = 3},
	    {.title = "SKILL", .least = 8},
	    {.title = "IMPROVEMENT", .least = 24},
	    {.title = "PATH", .least = 20, .path = true, .spare = 1},
	};
	struct grid g;

	grid_init(&g, v->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < v->list->n; i++) {
		const struct trace_improvement *m = &v->list->p[i];
		char day[11];

		grid_text(&g, record(v, m->record));
		grid_text(&g, str_fmt(v->arena, "%u", m->number));
		grid_text(&g, people(v, m->record));
		grid_text(&g, str_dup(v->arena, str_of(date_text(day, date(m->record)))));
		grid_text(&g, m->skill ? repo_str(v->repo, m->skill) : S(""));
		grid_text(&g, words_line(v->arena, trace_words(v->arena, v->repo, m)));
		grid_text(&g, repo_path(v->repo, m->record));
	}
	grid_print(o, &g, &v->style);
}

static void
json_improvement(struct json *j, const struct view_untraced *v, const struct trace_improvement *m)
{
	struct syms list = about(m->record);

	json_object(j);
	json_put_str(j, "record", record(v, m->record));
	json_put_int(j, "number", m->number);
	json_key(j, "about");
	json_array(j);
	for (uint32_t i = 0; i < list.n; i++)
		json_str(j, repo_str(v->repo, list.p[i]));
	json_end(j);
	json_put_date(j, "date", date(m->record));
	json_put_str(j, "skill", m->skill ? repo_str(v->repo, m->skill) : (struct str){NULL, 0});
	json_put_str(j, "text", trace_words(v->arena, v->repo, m));
	json_put_str(j, "path", repo_path(v->repo, m->record));
	json_put_int(j, "line", repo_line(v->repo, m->record));
	json_end(j);
}

void
view_untraced_json(struct out *o, const struct view_untraced *v, bool lines)
{
	struct json j;

	json_init(&j, o, !lines);
	if (!lines) {
		json_object(&j);
		json_put_int(&j, "version", 1);
		json_put_date(&j, "as_of", v->as_of);
		json_key(&j, "untraced");
		json_array(&j);
	}
	for (size_t i = 0; i < v->list->n; i++)
		json_improvement(&j, v, &v->list->p[i]);
	if (!lines) {
		json_end(&j);
		json_end(&j);
	}
}
