#include "load.h"

#include "around.h"
#include "meter.h"
#include "pool.h"
#include "shape.h"

/* Which files a report about one person needs is told from their words, before anything is parsed: a
 * word is what an id may consist of, wherever it stands. That finds too much at times and never too
 * little, but where a reference is written with escapes: a file that may hold some is always needed. */

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

struct scanning {
	struct repo *repo;
	struct arena *arena;	  /* scratch */
	bool threaded;		  /* several threads read files */
	struct scan *files;	  /* by file */
	struct intern *names;	  /* all ids */
	size_t shortest, longest; /* of them, in bytes */
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
read_file(struct scanning *x, size_t i, unsigned worker)
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
	struct scanning *x = ctx;

	if (x->threaded)
		read_file(x, i, worker);
	scan_words(&x->files[i], &x->repo->workers[worker], x->repo->files[i].path);
}

/* Reads all files, and what their words say. */
static void
scan_files(struct scanning *x)
{
	for (size_t i = 0; !x->threaded && i < x->repo->n_files; i++)
		read_file(x, i, 0);
	pool_run(x->repo->n_files, scan_file, x);
}

/* Gives a number to each id that some record has. */
static void
number_ids(struct scanning *x, struct around_file *files)
{
	x->names = intern_new(x->arena);
	x->shortest = SIZE_MAX;
	for (size_t i = 0; i < x->repo->n_files; i++) {
		const struct scan *s = &x->files[i];
		uint32_t *ids = NEW_ARRAY(x->arena, uint32_t, s->ids.n);

		for (size_t k = 0; k < s->ids.n; k++) {
			ids[k] = intern(x->names, s->ids.p[k]);
			if (s->ids.p[k].n < x->shortest)
				x->shortest = s->ids.p[k].n;
			if (s->ids.p[k].n > x->longest)
				x->longest = s->ids.p[k].n;
		}
		files[i].kinds = s->kinds;
		files[i].is_opaque = str_index(s->bytes, '\\') < s->bytes.n;
		files[i].ids = ids;
		files[i].n_ids = (uint32_t)s->ids.n;
	}
}

/* Finds them among the words. */
static void
number_words(struct scanning *x, struct around_file *files)
{
	uint32_t *last = NEW_ARRAY(x->arena, uint32_t, intern_count(x->names));

	for (uint32_t i = 0; i < x->repo->n_files; i++) {
		struct str rest = x->files[i].bytes, word;
		VEC(uint32_t) words = {0};

		while (next_word(&word, &rest)) {
			uint32_t name = word.n < x->shortest || word.n > x->longest
					    ? 0
					    : intern_find(x->names, word);

			if (!name || last[name] == i + 1)
				continue;
			last[name] = i + 1;
			*vec_push(x->arena, &words) = name;
		}
		files[i].words = words.p;
		files[i].n_words = (uint32_t)words.n;
	}
}

void
load_choose(struct load_choice *choice, struct repo *repo, struct str id, bool threaded)
{
	struct arena scratch = {0};
	struct scanning x = {.repo = repo, .arena = &scratch, .threaded = threaded};
	struct around_file *files = NEW_ARRAY(&scratch, struct around_file, repo->n_files);

	x.files = NEW_ARRAY(&scratch, struct scan, repo->n_files);
	scan_files(&x);
	number_ids(&x, files);
	number_words(&x, files);
	around_choose(choice->wanted, files, repo->n_files, intern_count(x.names),
	    intern_find(x.names, id), 0);
	for (size_t i = 0; i < repo->n_files; i++) {
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

		told_of[i] = c->records[i] || around_is_shared(1u << repo->records[i]->kind);
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
	if (scan.error || around_is_shared(scan.kinds) ||
	    str_index(scan.bytes, '\\') < scan.bytes.n)
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
