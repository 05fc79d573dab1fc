#include "load.h"

#include <string.h>

#include "meter.h"
#include "pool.h"
#include "shape.h"

/* Which files a report about one person needs is told from their words, before anything is parsed: a
 * word is what an id may consist of, wherever it stands. That finds too much at times and never too
 * little, but where a reference is written with escapes: a file that may hold some is always needed. */

/* Kinds of which there are few, and that a report looks through. */
enum {
	SHARED = REF_TEAM | REF_FRAMEWORK | REF_CYCLE | REF_OPPORTUNITY | 1 << KIND_NONE,
};

struct numbers {
	uint32_t *p;
	size_t n, cap;
};

/* What the words of a file say. */
struct scan {
	struct str bytes;
	int error;	/* not 0: of reading */
	uint32_t kinds; /* bits of the kinds of its records; that of KIND_NONE for what is none */
	struct {
		struct str *p;
		size_t n, cap;
	} ids; /* of its records */
};

struct around {
	struct repo *repo;
	struct arena *arena;	  /* scratch */
	bool threaded;		  /* several threads read files */
	struct scan *files;	  /* by file */
	bool *wanted;		  /* by file */
	struct intern *names;	  /* all ids */
	struct numbers *holders;  /* by symbol of an id: files with a record of it */
	struct numbers *mentions; /* by symbol: files in which the word stands */
	struct numbers queue;	  /* ids whose mentions are wanted */
};

static bool
is_id_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/* The next word of a text; false at its end. */
static bool
next_word(struct str *word, struct str *rest)
{
	size_t from = 0, to;

	while (from < rest->n && !is_id_byte(rest->p[from]))
		from++;
	for (to = from; to < rest->n && is_id_byte(rest->p[to]);)
		to++;
	*word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return word->n > 0;
}

static void
scan_words(struct scan *s, struct arena *a, struct str path)
{
	struct str rest = s->bytes, word, last = S("");

	*vec_push(a, &s->ids) = path_stem(path);
	for (; next_word(&word, &rest); last = word) {
		bool is_kind = str_eq(last, S("kind"));
		struct str between;

		if (!is_kind && !str_eq(last, S("id")))
			continue;
		between = (struct str){last.p + last.n, (size_t)(word.p - last.p) - last.n};
		if (str_index(between, ':') == between.n)
			continue;
		if (is_kind)
			s->kinds |= 1u << kind_of(word);
		else
			*vec_push(a, &s->ids) = word;
	}
	if (!s->kinds)
		s->kinds = 1 << KIND_NONE;
}

static void
read_file(struct around *x, size_t i, unsigned worker)
{
	struct repo_file *file = &x->repo->files[i];
	struct scan *s = &x->files[i];

	if (file->source.error || file->source.type != SOURCE_FILE)
		s->kinds = 1 << KIND_NONE;
	else
		source_read(&s->bytes, &s->error, file->from, &x->repo->workers[worker],
		    &file->source);
	meter_step(worker);
}

static void
scan_file(void *ctx, size_t i, unsigned worker)
{
	struct around *x = ctx;

	if (x->threaded)
		read_file(x, i, worker);
	scan_words(&x->files[i], &x->repo->workers[worker], x->repo->files[i].path);
}

/* Reads all files, and what their words say. */
static void
scan_files(struct around *x)
{
	for (size_t i = 0; !x->threaded && i < x->repo->n_files; i++)
		read_file(x, i, 0);
	pool_run(x->repo->n_files, scan_file, x);
}

/* Indexes. */

static void
index_names(struct around *x)
{
	uint32_t n = 1;

	for (size_t i = 0; i < x->repo->n_files; i++)
		n += (uint32_t)x->files[i].ids.n;
	x->names = intern_new(x->arena);
	x->holders = NEW_ARRAY(x->arena, struct numbers, n);
	x->mentions = NEW_ARRAY(x->arena, struct numbers, n);
	for (uint32_t i = 0; i < x->repo->n_files; i++)
		for (size_t k = 0; k < x->files[i].ids.n; k++) {
			uint32_t id = intern(x->names, x->files[i].ids.p[k]);

			*vec_push(x->arena, &x->holders[id]) = i;
		}
}

static void
index_mentions(struct around *x)
{
	for (uint32_t i = 0; i < x->repo->n_files; i++) {
		struct str rest = x->files[i].bytes, word;

		while (next_word(&word, &rest)) {
			uint32_t id = intern_find(x->names, word);
			struct numbers *files = &x->mentions[id];

			if (id && (!files->n || files->p[files->n - 1] != i))
				*vec_push(x->arena, files) = i;
		}
	}
}

/* What is wanted. */

static void
ask(struct around *x, uint32_t file)
{
	const struct scan *s = &x->files[file];

	for (size_t k = 0; k < s->ids.n; k++)
		*vec_push(x->arena, &x->queue) = intern_find(x->names, s->ids.p[k]);
}

/* Files that name the person, those that name what these hold, and on from goals to those that
 * support them. */
static void
want_mentions(struct around *x, uint32_t person)
{
	for (uint32_t i = 0; i < x->repo->n_files; i++)
		if (memchr(x->files[i].bytes.p ? x->files[i].bytes.p : "", '\\',
			x->files[i].bytes.n)) {
			x->wanted[i] = true;
			ask(x, i);
		}
	*vec_push(x->arena, &x->queue) = person;
	for (size_t at = 0; at < x->queue.n; at++) {
		uint32_t id = x->queue.p[at];
		const struct numbers *files = &x->mentions[id];

		for (size_t i = 0; i < files->n; i++) {
			uint32_t of = x->files[files->p[i]].kinds;

			if (x->wanted[files->p[i]])
				continue;
			x->wanted[files->p[i]] = true;
			if (id == person ? of & ~(uint32_t)REF_PERSON : of & REF_GOAL)
				ask(x, files->p[i]);
		}
	}
}

static void
want_holders(struct around *x, struct numbers *todo, uint32_t id)
{
	const struct numbers *files = &x->holders[id];

	for (size_t i = 0; id && i < files->n; i++)
		if (!x->wanted[files->p[i]]) {
			x->wanted[files->p[i]] = true;
			*vec_push(x->arena, todo) = files->p[i];
		}
}

/* Files that hold what those already wanted refer to, and so on. What is shared refers to many. */
static void
want_references(struct around *x, uint32_t person)
{
	struct numbers todo = {0};

	for (uint32_t i = 0; i < x->repo->n_files; i++)
		if (x->wanted[i])
			*vec_push(x->arena, &todo) = i;
	want_holders(x, &todo, person);
	while (todo.n) {
		const struct scan *s = &x->files[todo.p[--todo.n]];
		struct str rest = s->bytes, word;

		while (s->kinds & ~(uint32_t)SHARED && next_word(&word, &rest))
			want_holders(x, &todo, intern_find(x->names, word));
	}
}

void
load_choose(struct load_choice *choice, struct repo *repo, struct str id, bool threaded)
{
	struct arena scratch = {0};
	struct around x = {.repo = repo, .arena = &scratch, .threaded = threaded};
	uint32_t person;

	x.files = NEW_ARRAY(&scratch, struct scan, repo->n_files);
	x.wanted = choice->wanted;
	scan_files(&x);
	index_names(&x);
	index_mentions(&x);
	person = intern_find(x.names, id);
	want_mentions(&x, person);
	want_references(&x, person);
	for (size_t i = 0; i < repo->n_files; i++) {
		choice->wanted[i] = choice->wanted[i] || x.files[i].kinds & SHARED;
		choice->bytes[i] = x.files[i].bytes;
		choice->errors[i] = x.files[i].error;
	}
	intern_free(x.names);
	arena_free(&scratch);
}

/* What is wrong with others. */

struct circle {
	bool *records; /* by index: they tell of the person, or what does refers to them */
	bool *ids;     /* by symbol: of those that tell */
};

/* Records that refer to the person, and goals that support these. */
static void
mark_telling(struct circle *c, struct arena *a, const struct repo *repo,
    const struct record *person)
{
	struct {
		const struct record **p;
		size_t n, cap;
	} queue = {0};

	*vec_push(a, &queue) = person;
	c->records[person->index] = true;
	for (size_t at = 0; at < queue.n; at++) {
		const struct record *r = queue.p[at];
		size_t n;
		const struct repo_link *links = repo_links_to(&n, repo, r);

		c->ids[r->id] = true;
		for (size_t i = 0; i < n; i++) {
			const struct record *from = links[i].from;
			uint32_t kind = 1u << from->kind;

			if (c->records[from->index] ||
			    !(r == person ? kind & ~(uint32_t)REF_PERSON : kind & REF_GOAL))
				continue;
			c->records[from->index] = true;
			*vec_push(a, &queue) = from;
		}
	}
}

static void
mark_told_of(struct circle *c, struct arena *a, const struct repo *repo)
{
	bool *told_of = NEW_ARRAY(a, bool, repo->n_records);

	for (size_t i = 0; i < repo->n_records; i++) {
		size_t n;
		const struct repo_link *links = repo_links_to(&n, repo, repo->records[i]);

		told_of[i] = c->records[i] || 1u << repo->records[i]->kind & SHARED;
		for (size_t k = 0; k < n && !told_of[i]; k++)
			told_of[i] = c->records[links[k].from->index];
	}
	c->records = told_of;
}

static bool
may_tell(const struct repo *repo, size_t file, const struct circle *c, struct arena *a)
{
	const struct repo_file *f = &repo->files[file];
	struct scan scan = {0};
	struct str rest, word;

	if (f->error || f->source.error || f->source.type != SOURCE_FILE)
		return true;
	source_read(&scan.bytes, &scan.error, f->from, a, &f->source);
	scan_words(&scan, a, f->path);
	if (scan.error || scan.kinds & SHARED || str_index(scan.bytes, '\\') < scan.bytes.n)
		return true;
	rest = scan.bytes;
	while (next_word(&word, &rest)) {
		uint32_t id = intern_find(repo->intern, word);

		if (id && c->ids[id])
			return true;
	}
	return false;
}

static bool
is_all_well(const struct repo *repo)
{
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].broken || repo->files[i].failed)
			return false;
	return true;
}

void
load_overlook(struct repo *repo, struct str id)
{
	const struct record *person = repo_find(repo, KIND_PERSON, id);
	struct arena scratch = {0};
	struct circle c;

	if (!person || is_all_well(repo))
		return;
	c.records = NEW_ARRAY(&scratch, bool, repo->n_records);
	c.ids = NEW_ARRAY(&scratch, bool, intern_count(repo->intern));
	mark_telling(&c, &scratch, repo, person);
	mark_told_of(&c, &scratch, repo);
	for (size_t i = 0; i < repo->n_records; i++)
		repo->records[i]->beside = !c.records[i];
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].broken && !may_tell(repo, i, &c, &scratch))
			repo->files[i].broken = false;
	arena_free(&scratch);
}
