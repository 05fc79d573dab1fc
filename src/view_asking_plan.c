#include "json.h"
#include "view_asking.h"

static const struct grid_column columns[] = {
    {.title = "ABOUT", .least = 12},
    {.title = "GROUP"},
    {.title = "ASK", .least = 12},
};

static const struct grid_column gap_columns[] = {
    {.title = "ABOUT", .least = 12},
    {.title = "GROUP"},
    {.title = "FOUND", .right = true},
    {.title = "WANTED", .right = true},
};

static struct str
id_of(const struct view_asking *v, const struct person *p)
{
	return repo_id(v->repo, &p->record);
}

void
view_asking_plan_text(struct out *o, const struct view_asking *v)
{
	struct grid entries, gaps;

	grid_init(&entries, v->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < v->rota->entries.n; i++) {
		const struct rota_entry *e = &v->rota->entries.p[i];

		grid_text(&entries, id_of(v, e->about));
		grid_text(&entries, str_of(relation_words[e->relation - 1]));
		grid_text(&entries, id_of(v, e->from));
	}
	grid_print(o, &entries, &v->style);
	if (!v->rota->gaps.n)
		return;
	out_text(o, "\nFewer than wanted:\n");
	grid_init(&gaps, v->arena, gap_columns, sizeof gap_columns / sizeof *gap_columns);
	for (size_t i = 0; i < v->rota->gaps.n; i++) {
		const struct rota_gap *g = &v->rota->gaps.p[i];

		grid_text(&gaps, id_of(v, g->about));
		grid_text(&gaps, str_of(relation_words[g->relation - 1]));
		grid_text(&gaps, str_fmt(v->arena, "%u", g->found));
		grid_text(&gaps, str_fmt(v->arena, "%u", g->wanted));
	}
	grid_print(o, &gaps, &v->style);
}

static void
json_pair(struct json *j, const struct view_asking *v, const struct person *about, int relation)
{
	json_object(j);
	json_put_str(j, "about", id_of(v, about));
	json_put_str(j, "group", str_of(relation_words[relation - 1]));
}

void
view_asking_plan_json(struct out *o, const struct view_asking *v)
{
	struct json j;

	json_init(&j, o, true);
	json_object(&j);
	json_put_int(&j, "version", 1);
	json_put_str(&j, "cycle", repo_id(v->repo, &v->cycle->record));
	json_key(&j, "requests");
	json_array(&j);
	for (size_t i = 0; i < v->rota->entries.n; i++) {
		const struct rota_entry *e = &v->rota->entries.p[i];

		json_pair(&j, v, e->about, e->relation);
		json_put_str(&j, "ask", id_of(v, e->from));
		json_end(&j);
	}
	json_end(&j);
	json_key(&j, "gaps");
	json_array(&j);
	for (size_t i = 0; i < v->rota->gaps.n; i++) {
		const struct rota_gap *g = &v->rota->gaps.p[i];

		json_pair(&j, v, g->about, g->relation);
		json_put_int(&j, "found", g->found);
		json_put_int(&j, "wanted", g->wanted);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
}
