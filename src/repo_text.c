#include <stdlib.h>

#include "repo.h"

/* The node that begins at a byte offset. */
static const struct node *
node_from(const struct node *n, uint32_t from)
{
	if (!n || (n->type != NODE_MAP && n->type != NODE_SEQ))
		return n && n->from == from ? n : NULL;
	for (const struct node *e = n->first; e; e = e->next) {
		const struct node *found =
		    from >= e->from && from < e->to ? node_from(e, from) : NULL;

		if (found)
			return found;
	}
	return NULL;
}

void
repo_open_text(struct repo_text *t, const struct repo *repo, struct arena *a,
    const struct record *r)
{
	const struct repo_file *file = &repo->files[r->file];
	int error = 0;

	*t = (struct repo_text){.repo = repo, .record = r, .arena = a, .bytes = S("")};
	source_read_part(&t->bytes, &error, file->from, a, &file->source, r->from, r->to);
}

static int
by_file(const void *left, const void *right)
{
	const struct repo_text *a = *(struct repo_text *const *)left;
	const struct repo_text *b = *(struct repo_text *const *)right;

	return (a->record->file > b->record->file) - (a->record->file < b->record->file);
}

/* Fills in texts that stand in one file, which is read from the first to the last of them. */
static void
read_texts(struct repo_text *const *texts, size_t n)
{
	struct arena scratch = {0};
	const struct repo_file *file = &texts[0]->repo->files[texts[0]->record->file];
	size_t from = texts[0]->record->from, to = texts[0]->record->to;
	struct str bytes = S("");
	int error = 0;

	for (size_t i = 1; i < n; i++) {
		from = texts[i]->record->from < from ? texts[i]->record->from : from;
		to = texts[i]->record->to > to ? texts[i]->record->to : to;
	}
	source_read_part(&bytes, &error, file->from, &scratch, &file->source, from, to);
	for (size_t i = 0; i < n; i++) {
		const struct record *r = texts[i]->record;

		texts[i]->bytes =
		    str_dup(texts[i]->arena, str_sub(bytes, r->from - from, r->to - from));
	}
	arena_free(&scratch);
}

void
repo_open_texts(struct repo_text *texts, const struct repo *repo, struct arena *a,
    const struct record *const *records, size_t n)
{
	struct repo_text **sorted = NEW_ARRAY(a, struct repo_text *, n);

	for (size_t i = 0; i < n; i++) {
		texts[i] = (struct repo_text){.repo = repo, .record = records[i], .arena = a};
		sorted[i] = &texts[i];
	}
	if (n)
		qsort(sorted, n, sizeof *sorted, by_file);
	for (size_t first = 0, next; first < n; first = next) {
		for (next = first + 1; next < n && !by_file(&sorted[first], &sorted[next]);)
			next++;
		read_texts(sorted + first, next - first);
	}
}

const struct node *
repo_tree_in(struct repo_text *t)
{
	struct sink sink = {.arena = t->arena};
	const struct yaml *y;

	if (t->parsed)
		return t->root;
	t->parsed = true;
	y = yaml_parse(t->arena, &sink, repo_path(t->repo, t->record), t->bytes);
	t->root = y->n_docs == 1 ? y->docs[0].root : NULL;
	return t->root;
}

const struct node *
repo_document(const struct repo *repo, struct arena *a, const struct record *r)
{
	struct repo_text t;

	repo_open_text(&t, repo, a, r);
	return repo_tree_in(&t);
}

struct str
repo_prose_in(struct repo_text *t, struct prose prose)
{
	uint32_t begin = t->record->from;
	struct str text;

	if (prose.from == prose.to || prose.from < begin)
		return (struct str){NULL, 0};
	if (yaml_prose(&text, t->arena, t->bytes, prose.from - begin, prose.to - begin))
		return text;
	return node_str(node_from(repo_tree_in(t), prose.from - begin));
}

struct str
repo_prose(struct repo *repo, const struct record *r, struct prose prose)
{
	if (prose.from == prose.to)
		return (struct str){NULL, 0};
	return node_str(node_from(repo_node(repo, r), prose.from));
}
