#include "repo.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cycle.h"
#include "framework.h"
#include "goal.h"
#include "load.h"
#include "person.h"
#include "plan.h"
#include "review.h"
#include "shape.h"
#include "verdicts.h"

struct str
repo_str(const struct repo *repo, uint32_t symbol)
{
	return intern_str(repo->intern, symbol);
}

struct str
repo_id(const struct repo *repo, const struct record *r)
{
	return repo_str(repo, r->id);
}

struct str
repo_path(const struct repo *repo, const struct record *r)
{
	return repo->files[r->file].path;
}

/* Index. */

static const struct repo *sorting; /* what by_name compares in; sorting runs on one thread */

static int
by_name(const void *left, const void *right)
{
	const struct record *a = *(struct record *const *)left, *b = *(struct record *const *)right;
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (!order)
		order = str_cmp(repo_id(sorting, a), repo_id(sorting, b));
	if (!order)
		order = a->imported - b->imported;
	if (!order)
		order = (a->file > b->file) - (a->file < b->file);
	return order ? order : (a->document > b->document) - (a->document < b->document);
}

static uint32_t *
slot_of(const struct repo *repo, enum kind kind, uint32_t id)
{
	uint64_t hash = ((uint64_t)id << 5 | (uint64_t)kind) * 0x9e3779b97f4a7c15u;
	size_t i = (size_t)(hash >> 32) & (repo->n_slots - 1);

	for (; repo->slots[i]; i = (i + 1) & (repo->n_slots - 1)) {
		const struct record *r = repo->records[repo->slots[i] - 1];

		if (r->kind == kind && r->id == id)
			break;
	}
	return &repo->slots[i];
}

static void
build_index(struct repo *repo)
{
	sorting = repo;
	if (repo->n_records)
		qsort(repo->records, repo->n_records, sizeof *repo->records, by_name);
	repo->n_slots = 16;
	while (repo->n_slots < repo->n_records * 2)
		repo->n_slots *= 2;
	repo->slots = NEW_ARRAY(repo->arena, uint32_t, repo->n_slots);
	for (uint32_t i = 0; i < repo->n_records; i++) {
		struct record *r = repo->records[i];
		uint32_t *slot = slot_of(repo, (enum kind)r->kind, r->id);

		r->index = i;
		repo->first[r->kind + 1] = i + 1;
		if (!*slot)
			*slot = i + 1;
	}
	for (int kind = 1; kind <= KINDS; kind++)
		if (repo->first[kind] < repo->first[kind - 1])
			repo->first[kind] = repo->first[kind - 1];
}

struct record *
repo_get(const struct repo *repo, enum kind kind, uint32_t id)
{
	uint32_t slot = id ? *slot_of(repo, kind, id) : 0;

	return slot ? repo->records[slot - 1] : NULL;
}

struct record *
repo_find(const struct repo *repo, enum kind kind, struct str id)
{
	return repo_get(repo, kind, intern_find(repo->intern, id));
}

struct record *
repo_resolve(const struct repo *repo, struct ref ref, uint32_t refers)
{
	if (ref.kind)
		return repo_get(repo, (enum kind)ref.kind, ref.id);
	for (int kind = KIND_NONE + 1; kind < KIND_WORKSPACE; kind++) {
		struct record *r =
		    refers & (1u << kind) ? repo_get(repo, (enum kind)kind, ref.id) : NULL;

		if (r)
			return r;
	}
	return NULL;
}

struct record **
repo_of_kind(size_t *n, const struct repo *repo, enum kind kind)
{
	*n = repo->first[kind + 1] - repo->first[kind];
	return repo->records + repo->first[kind];
}

/* Periods. */

bool
repo_period(struct period *p, const struct repo *repo, struct str name)
{
	const struct cycle *cycle;

	if (period_parse(p, name, workspace_fiscal_month(&repo->workspace)))
		return true;
	cycle = (const struct cycle *)repo_find(repo, KIND_CYCLE, name);
	if (!cycle || cycle->start == DATE_NONE)
		return false;
	*p = (struct period){cycle->start, cycle->due};
	return true;
}

static void
fill_period(struct repo *repo, struct str name, int32_t *start, int32_t *due)
{
	struct period p;

	if (!name.p || !repo_period(&p, repo, name))
		return;
	*start = p.start;
	*due = p.end;
}

static void
fill_periods(struct repo *repo)
{
	struct record **r;
	size_t n;

	r = repo_of_kind(&n, repo, KIND_CYCLE);
	for (size_t i = 0; i < n; i++) {
		struct cycle *c = (struct cycle *)r[i];

		c->start = c->due = DATE_NONE;
		fill_period(repo, c->period, &c->start, &c->due);
	}
	r = repo_of_kind(&n, repo, KIND_GOAL);
	for (size_t i = 0; i < n; i++) {
		struct goal *g = (struct goal *)r[i];

		fill_period(repo, g->period, &g->start, &g->due);
	}
	r = repo_of_kind(&n, repo, KIND_PLAN);
	for (size_t i = 0; i < n; i++) {
		struct plan *p = (struct plan *)r[i];

		fill_period(repo, p->period, &p->start, &p->due);
	}
	r = repo_of_kind(&n, repo, KIND_REVIEW);
	for (size_t i = 0; i < n; i++) {
		struct review *v = (struct review *)r[i];

		v->start = v->due = DATE_NONE;
		fill_period(repo, v->cycle ? repo_str(repo, v->cycle) : v->period, &v->start,
		    &v->due);
	}
}

/* Skills and roles. */

static void
mark(struct repo *repo, bool *set, const struct framework *f, uint32_t name)
{
	struct arena scratch = {0};
	uint32_t full =
	    intern_find(repo->intern, str_fmt(&scratch, "%.*s/%.*s", SV(repo_id(repo, &f->record)),
					  SV(repo_str(repo, name))));

	arena_free(&scratch);
	set[name] = true;
	if (full)
		set[full] = true;
}

static void
mark_skills(struct repo *repo)
{
	size_t n;
	struct record **r = repo_of_kind(&n, repo, KIND_FRAMEWORK);

	repo->n_symbols = intern_count(repo->intern);
	repo->skills = NEW_ARRAY(repo->arena, bool, repo->n_symbols);
	repo->roles = NEW_ARRAY(repo->arena, bool, repo->n_symbols);
	for (size_t i = 0; i < n; i++) {
		const struct framework *f = (const struct framework *)r[i];

		for (uint32_t k = 0; k < f->skills.n; k++)
			mark(repo, repo->skills, f, f->skills.p[k].key);
		for (uint32_t k = 0; k < f->roles.n; k++)
			mark(repo, repo->roles, f, f->roles.p[k].key);
	}
}

/* References. */

struct linking {
	struct repo *repo;
	struct record *from;
	uint32_t *ends; /* by target, from 2 on: how many links; then where its next one goes */
	struct {
		struct repo_dangling *p;
		size_t n, cap;
	} dangling;
};

static bool
is_named(const struct repo *repo, uint32_t refers, uint32_t id)
{
	return (refers & REF_SKILL && repo->skills[id]) || (refers & REF_ROLE && repo->roles[id]);
}

static void
count_one(void *ctx, struct ref ref, const struct field_path *path)
{
	struct linking *l = ctx;
	uint32_t refers = path->field->refers;
	struct record *to = repo_resolve(l->repo, ref, refers);

	if (to) {
		l->ends[to->index + 2]++;
	} else if (ref.kind || !is_named(l->repo, refers, ref.id)) {
		struct repo_dangling *d = vec_push(l->repo->arena, &l->dangling);

		*d = (struct repo_dangling){l->from, ref, refers, path->key != 0, S("")};
		if (l->repo->files[l->from->file].n_dangling++ < FINDINGS_MOST)
			d->pointer = field_pointer(path, l->repo->intern, l->repo->arena);
	}
}

static void
link_one(void *ctx, struct ref ref, const struct field_path *path)
{
	struct linking *l = ctx;
	struct record *to = repo_resolve(l->repo, ref, path->field->refers);

	if (to)
		l->repo->links[l->ends[to->index + 1]++] = (struct repo_link){l->from, path->field};
}

static void
visit_records(struct linking *l, field_visitor *visit)
{
	for (size_t i = 0; i < l->repo->n_records; i++) {
		l->from = l->repo->records[i];
		if (!l->from->imported)
			fields_visit(l->from, kinds[l->from->kind].table, visit, l);
	}
}

/* Counts the links to each record, then puts each in its place: those to one record stay in the order of
 * those that refer. */
static void
link_records(struct repo *repo)
{
	size_t n = repo->n_records;
	struct linking l = {.repo = repo, .ends = NEW_ARRAY(repo->arena, uint32_t, n + 2)};

	visit_records(&l, count_one);
	for (size_t i = 2; i < n + 2; i++)
		l.ends[i] += l.ends[i - 1];
	repo->links = NEW_ARRAY(repo->arena, struct repo_link, l.ends[n + 1]);
	visit_records(&l, link_one);
	repo->first_link = l.ends;
	repo->dangling = l.dangling.p;
	repo->n_dangling = l.dangling.n;
}

const struct repo_link *
repo_links_to(size_t *n, const struct repo *repo, const struct record *to)
{
	*n = repo->first_link[to->index + 1] - repo->first_link[to->index];
	return repo->links + repo->first_link[to->index];
}

struct repo *
repo_settings(struct arena *a, struct source *source, struct sink *sink)
{
	struct repo *repo = NEW(a, struct repo);

	repo->arena = a;
	repo->source = source;
	repo->intern = intern_new(a);
	repo->shapes = shapes_new(a);
	load_settings(repo, sink);
	return repo;
}

static int
load(struct repo **out, struct arena *a, struct source *source, struct sink *sink,
    struct load_need need)
{
	struct repo *repo = repo_settings(a, source, sink);
	int status;

	repo->verdicts = verdicts_open(repo);
	status = load_list(repo, sink);
	if (status) {
		repo_free(repo);
		return status;
	}
	load_records(repo, sink, &need);
	build_index(repo);
	fill_periods(repo);
	mark_skills(repo);
	link_records(repo);
	if (need.by_words)
		load_overlook(repo, need.id);
	repo->trees = NEW_ARRAY(a, struct yaml *, repo->n_files);
	*out = repo;
	return 0;
}

int
repo_load(struct repo **repo, struct arena *a, struct source *source, struct sink *sink)
{
	return load(repo, a, source, sink, (struct load_need){0});
}

int
repo_load_around(struct repo **repo, struct arena *a, struct source *source, struct sink *sink,
    struct str id)
{
	return load(repo, a, source, sink, (struct load_need){id, 0, id.n > 0});
}

int
repo_load_record(struct repo **repo, struct arena *a, struct source *source, struct sink *sink,
    struct str id)
{
	return load(repo, a, source, sink, (struct load_need){id, REF_PERSON, false});
}

void
repo_free(struct repo *repo)
{
	for (size_t i = 0; i < repo->imports.n; i++)
		source_close(repo->imports.p[i]);
	for (unsigned i = 0; i < repo->n_workers; i++)
		arena_free(&repo->workers[i]);
	intern_free(repo->intern);
}

struct record *
repo_person_by_email(const struct repo *repo, struct str email)
{
	size_t n;
	struct record **r = repo_of_kind(&n, repo, KIND_PERSON);

	for (size_t i = 0; i < n; i++) {
		const struct person *p = (const struct person *)r[i];

		for (uint32_t k = 0; k < p->emails.n; k++)
			if (p->emails.p[k].n == email.n &&
			    strncasecmp(p->emails.p[k].p, email.p, email.n) == 0)
				return r[i];
	}
	return NULL;
}

static bool
holds_email(struct str bytes, struct str email)
{
	char first = email.p[0], upper = first >= 'a' && first <= 'z' ? (char)(first - 32) : first;

	for (size_t i = 0; i + email.n <= bytes.n; i++)
		if ((bytes.p[i] == first || bytes.p[i] == upper) &&
		    strncasecmp(bytes.p + i, email.p, email.n) == 0)
			return true;
	return false;
}

/* The name in a file of the person who has an address; p is NULL where it is nobody's there. */
static struct str
name_in(struct repo *repo, uint32_t file, struct str email)
{
	const struct yaml *y = repo_read(repo, file, repo->arena);

	for (size_t d = 0; d < y->n_docs; d++) {
		const struct node *root = y->docs[d].root, *list = node_get(root, S("emails"));

		if (!str_is(node_str(node_get(root, S("kind"))), "person") || !list ||
		    list->type != NODE_SEQ)
			continue;
		for (const struct node *e = list->first; e; e = e->next) {
			struct str found = node_str(e);

			if (found.n == email.n && strncasecmp(found.p, email.p, email.n) == 0)
				return node_str(node_get(root, S("name")));
		}
	}
	return (struct str){NULL, 0};
}

struct str
repo_name_by_email(struct repo *repo, struct str email)
{
	const struct record *r = repo_person_by_email(repo, email);
	struct str name = {NULL, 0};

	if (r)
		return ((const struct person *)r)->name;
	if (!repo->skipped || !email.n)
		return name;
	email = str_of(str_lower(repo->arena, email));
	for (uint32_t i = 0; i < repo->n_files && !name.p; i++)
		if (holds_email(repo->skipped[i], email))
			name = name_in(repo, i, email);
	return name;
}

struct yaml *
repo_read(const struct repo *repo, uint32_t number, struct arena *a)
{
	const struct repo_file *file = &repo->files[number];
	struct sink sink = {.arena = a};
	struct str bytes = S("");
	int error = 0;

	source_read(&bytes, &error, file->from, a, &file->source);
	return yaml_parse(a, &sink, file->path, bytes);
}

struct yaml *
repo_yaml(struct repo *repo, const struct record *r)
{
	if (!repo->trees[r->file])
		repo->trees[r->file] = repo_read(repo, r->file, repo->arena);
	return repo->trees[r->file];
}

struct node *
repo_node(struct repo *repo, const struct record *r)
{
	struct yaml *y = repo_yaml(repo, r);

	return r->document < y->n_docs ? y->docs[r->document].root : NULL;
}

bool
repo_is_threaded(const struct repo *repo)
{
	for (size_t i = 0; i < repo->n_files; i++)
		if (!source_is_threaded(repo->files[i].from))
			return false;
	return true;
}

uint32_t
repo_line(struct repo *repo, const struct record *r)
{
	const struct node *root = repo_node(repo, r);
	struct yaml *y = repo_yaml(repo, r);

	if (!root)
		return 1;
	return yaml_at(y, root->from).line;
}
