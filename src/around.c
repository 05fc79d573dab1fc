#include "around.h"

#include "arena.h"
#include "field.h"

/* Kinds of which there are few, and that a report looks through. */
enum {
	SHARED = REF_TEAM | REF_FRAMEWORK | REF_CYCLE | REF_OPPORTUNITY | 1 << KIND_NONE,
};

/* By name, the files where it is. */
struct places {
	uint32_t *first; /* of name k: files[first[k]] up to, and without, files[first[k + 1]] */
	uint32_t *files;
};

struct numbers {
	uint32_t *p;
	size_t n, cap;
};

struct around {
	struct arena *arena;
	const struct around_file *files;
	size_t n;
	bool *wanted;
	struct places holders;	/* files with a record of a name */
	struct places mentions; /* files in which it stands */
	struct numbers queue;	/* names whose mentions are wanted */
};

bool
around_is_shared(uint32_t of)
{
	return of & SHARED;
}

/* The names of a file: those of its records, or all its words. */
static const uint32_t *
names_of(uint32_t *n, const struct around_file *f, bool ids)
{
	*n = ids ? f->n_ids : f->n_words;
	return ids ? f->ids : f->words;
}

static struct places
find_places(struct around *x, uint32_t n_names, bool ids)
{
	struct places p = {.first = NEW_ARRAY(x->arena, uint32_t, (size_t)n_names + 2)};
	uint32_t n;

	for (size_t i = 0; i < x->n; i++) {
		const uint32_t *names = names_of(&n, &x->files[i], ids);

		for (uint32_t k = 0; k < n; k++)
			p.first[names[k] + 2]++;
	}
	for (uint32_t k = 2; k < n_names + 2; k++)
		p.first[k] += p.first[k - 1];
	p.files = NEW_ARRAY(x->arena, uint32_t, p.first[n_names + 1]);
	for (uint32_t i = 0; i < x->n; i++) {
		const uint32_t *names = names_of(&n, &x->files[i], ids);

		for (uint32_t k = 0; k < n; k++)
			p.files[p.first[names[k] + 1]++] = i;
	}
	return p;
}

static void
ask(struct around *x, uint32_t file)
{
	const struct around_file *f = &x->files[file];

	for (uint32_t k = 0; k < f->n_ids; k++)
		*vec_push(x->arena, &x->queue) = f->ids[k];
}

/* Files that name the person, those that name what these hold, and on from goals to those that
 * support them. */
static void
want_mentions(struct around *x, uint32_t person)
{
	for (uint32_t i = 0; i < x->n; i++)
		if (x->files[i].is_opaque) {
			x->wanted[i] = true;
			ask(x, i);
		}
	*vec_push(x->arena, &x->queue) = person;
	for (size_t at = 0; at < x->queue.n; at++) {
		uint32_t name = x->queue.p[at];

		for (uint32_t i = x->mentions.first[name]; i < x->mentions.first[name + 1]; i++) {
			uint32_t file = x->mentions.files[i], of = x->files[file].kinds;

			if (x->wanted[file])
				continue;
			x->wanted[file] = true;
			if (name == person ? of & ~(uint32_t)REF_PERSON : of & REF_GOAL)
				ask(x, file);
		}
	}
}

static void
want_holders(struct around *x, struct numbers *todo, uint32_t name)
{
	for (uint32_t i = x->holders.first[name]; name && i < x->holders.first[name + 1]; i++) {
		uint32_t file = x->holders.files[i];

		if (!x->wanted[file])
			*vec_push(x->arena, todo) = file;
		x->wanted[file] = true;
	}
}

/* Files that hold what those already wanted refer to, and so on. What is shared refers to many. */
static void
want_references(struct around *x, uint32_t person)
{
	struct numbers todo = {0};

	for (uint32_t i = 0; i < x->n; i++)
		if (x->wanted[i])
			*vec_push(x->arena, &todo) = i;
	want_holders(x, &todo, person);
	while (todo.n) {
		const struct around_file *f = &x->files[todo.p[--todo.n]];

		for (uint32_t k = 0; f->kinds & ~(uint32_t)SHARED && k < f->n_words; k++)
			want_holders(x, &todo, f->words[k]);
	}
}

void
around_choose(bool *wanted, const struct around_file *files, size_t n, uint32_t n_names,
    uint32_t person, uint32_t also)
{
	struct arena scratch = {0};
	struct around x = {.arena = &scratch, .files = files, .n = n, .wanted = wanted};

	x.holders = find_places(&x, n_names, true);
	x.mentions = find_places(&x, n_names, false);
	want_mentions(&x, person);
	want_references(&x, person);
	for (size_t i = 0; i < n; i++)
		wanted[i] = wanted[i] || files[i].kinds & (SHARED | also);
	arena_free(&scratch);
}
