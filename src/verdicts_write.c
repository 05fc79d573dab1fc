#include <string.h>

#include "file.h"
#include "verdicts_part.h"

void
verdicts_note(struct verdicts *v, size_t file, size_t bytes, const struct sink *sink, size_t from,
    struct arena *a)
{
	const struct repo_file *f = &v->repo->files[file];
	struct verdicts_seen *seen = &v->files[file];
	struct pack k = {.arena = a};

	if (!seen->has_state || f->error)
		return;
	if (f->ignores.n || sink->n > from)
		verdicts_pack_found(&k, f, sink->p + from, sink->n - from);
	seen->found = (struct str){k.p, k.n};
	seen->size = (uint32_t)bytes;
	seen->noted = true;
}

static bool
is_kept(const struct verdicts *v, size_t file)
{
	const struct verdicts_seen *seen = &v->files[file];

	return seen->noted && seen->state.modified < v->settled && seen->state.changed < v->settled;
}

/* Will what is written hold all files of a tree? */
static bool
is_complete(const struct verdicts *v)
{
	const struct repo *repo = v->repo;

	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].from == repo->source && !is_kept(v, i))
			return false;
	return !git_id_is_null(v->tree);
}

/* What the bytes of the files are put together from. */
struct writing {
	struct arena *arena;
	struct verdicts_header header;
	struct pack files;
	struct pack one; /* records of one file; its names are those of all */
	VEC(uint32_t) words;
	VEC(uint32_t) last; /* by number of a name: 1 + the file in which it was met last */
};

/* A number that the records of a file use, unless it was there already. */
static bool
add_word(struct writing *w, uint32_t number, uint32_t file)
{
	while (w->last.n <= number)
		vec_push(w->arena, &w->last);
	if (w->last.p[number] == file + 1)
		return false;
	w->last.p[number] = file + 1;
	*vec_push(w->arena, &w->words) = number;
	return true;
}

/* How the names of a file's n records stand among all, see unpack_names_of. */
static void
pack_names_of(struct writing *w, struct record *const *records, size_t n, uint32_t file)
{
	uint32_t of = n ? 0 : 1 << KIND_NONE, n_words = 0;

	for (size_t i = 0; i < n; i++) {
		of |= 1u << records[i]->kind;
		*vec_push(w->arena, &w->words) = w->one.numbers[records[i]->id];
	}
	for (size_t i = 0; i < w->one.used.n; i++)
		n_words += add_word(w, w->one.used.p[i], file);
	pack_number(&w->files, of);
	pack_number(&w->files, (uint32_t)n);
	pack_number(&w->files, n_words);
}

static void
pack_file(struct writing *w, const struct verdicts *v, uint32_t file, struct record *const *records,
    size_t n)
{
	const struct verdicts_seen *seen = &v->files[file];

	w->one.n = w->one.used.n = 0;
	verdicts_pack_records(&w->one, records, n);
	pack_text(&w->files, v->repo->files[file].path);
	pack_bytes(&w->files, &seen->state, sizeof seen->state);
	pack_number(&w->files, seen->size);
	pack_number(&w->files, v->repo->files[file].broken);
	pack_names_of(w, records, n, file);
	pack_text(&w->files, (struct str){w->one.p, w->one.n});
	pack_text(&w->files, seen->found);
	w->header.n_files++;
}

static void
pack_files(struct writing *w, const struct verdicts *v)
{
	const struct repo *repo = v->repo;

	for (uint32_t i = 0, first = 0, end; i < repo->n_files; i++, first = end) {
		for (end = first; end < repo->n_records && repo->records[end]->file == i;)
			end++;
		if (is_kept(v, i))
			pack_file(w, v, i, repo->records + first, end - first);
	}
	if (is_complete(v))
		w->header.tree = v->tree;
}

static void
write_all(struct verdicts *v, struct arena *scratch)
{
	const struct repo *repo = v->repo;
	struct pack empty = pack_new(scratch, repo->intern), whole = empty;
	struct writing w = {scratch, {.key = v->key}, empty, empty, {0}, {0}};
	struct str rest;

	memcpy(w.header.magic, verdicts_magic, sizeof verdicts_magic);
	pack_files(&w, v);
	w.header.n_names = (uint32_t)w.one.names.n;
	w.header.n_words = (uint32_t)w.words.n;
	pack_bytes(&whole, &w.header, sizeof w.header);
	for (size_t i = 0; i < w.one.names.n; i++)
		pack_text(&whole, intern_str(repo->intern, w.one.names.p[i]));
	pack_bytes(&whole, w.words.p, w.words.n * sizeof *w.words.p);
	pack_bytes(&whole, w.files.p, w.files.n);
	rest = (struct str){whole.p + sizeof w.header, whole.n - sizeof w.header};
	w.header.sum = verdicts_sum(w.header, rest);
	memcpy(whole.p, &w.header, sizeof w.header);
	if (!file_make_folder(str_fmt(scratch, "%.*swhet", SV(git_folder(repo->source->git))).p))
		file_replace_cache(v->path, (struct str){whole.p, whole.n});
}

void
verdicts_keep(struct verdicts *v)
{
	struct arena scratch = {0};
	bool has_new = !v->is_listed && is_complete(v);

	for (size_t i = 0; i < v->repo->n_files && !has_new; i++)
		has_new = is_kept(v, i) && !v->files[i].recalled;
	if (has_new)
		write_all(v, &scratch);
	arena_free(&scratch);
}
