/* Records as bytes and back: what is read again is what was packed, and bytes that nobody packed fail, or
 * read as something, without harm. */
#include "tap.h"

#include "diag.h"
#include "embed.h"
#include "pack.h"
#include "record.h"
#include "yaml.h"

static struct arena arena;
static struct intern *names;
static size_t n_records, n_different, n_read;

static struct unpack
unpack_of(const struct pack *k, struct str bytes)
{
	return (struct unpack){.arena = &arena,
	    .rest = bytes,
	    .symbols = k->names.p,
	    .n_symbols = (uint32_t)k->names.n,
	    .size = 1 << 20};
}

/* One byte after the other, each as some others. */
static void
spoil(const struct pack *k, const struct table *t)
{
	static const unsigned char flips[] = {1, 0x80, 0xff, 0x7f};
	struct arena_mark mark = arena_mark(&arena);

	for (size_t i = 0; i < k->n * sizeof flips; i++) {
		char *bytes = arena_copy(&arena, k->p, k->n);
		struct unpack u = unpack_of(k, (struct str){bytes, k->n});

		bytes[i / sizeof flips] ^= (char)flips[i % sizeof flips];
		unpack_fields(&u, arena_alloc(&arena, t->size), t);
		n_read += !u.failed;
		u = unpack_of(k, (struct str){arena_copy(&arena, k->p, k->n), i / sizeof flips});
		unpack_fields(&u, arena_alloc(&arena, t->size), t);
		arena_rewind(&arena, mark);
	}
}

static void
there_and_back(const struct node *root)
{
	const struct table *t = kinds[kind_of(node_str(node_get(root, S("kind"))))].table;
	void *first, *second;
	struct pack a, b;
	struct unpack u;

	if (!t)
		return;
	first = arena_alloc(&arena, t->size);
	second = arena_alloc(&arena, t->size);
	fields_read(first, t, root, &arena, names);
	a = pack_new(&arena, names);
	pack_fields(&a, first, t);
	u = unpack_of(&a, (struct str){a.p, a.n});
	unpack_fields(&u, second, t);
	b = pack_new(&arena, names);
	pack_fields(&b, second, t);
	n_records++;
	if (u.failed || u.rest.n || !str_eq((struct str){a.p, a.n}, (struct str){b.p, b.n}))
		n_different++;
	if (a.n < 2000)
		spoil(&a, t);
}

int
main(void)
{
	struct arena texts = {0};

	names = intern_new(&texts);
	for (size_t i = 0; i < n_embeds; i++) {
		struct arena_mark mark = arena_mark(&arena);
		struct sink sink = {.arena = &arena};
		struct str name = str_of(embeds[i].name);
		struct str bytes = {embeds[i].data, embeds[i].size};
		struct yaml *y;

		if (!str_starts(name, S("examples/")) || !str_ends(name, S(".yaml")))
			continue;
		y = yaml_parse(&arena, &sink, name, bytes);
		for (size_t d = 0; d < y->n_docs; d++)
			there_and_back(y->docs[d].root);
		arena_rewind(&arena, mark);
	}
	note("%zu records", n_records);
	ok(n_records > 20, "there are examples");
	is_num((double)n_different, 0, "each record comes back as it was");
	ok(n_read > 0, "bytes that nobody packed do no harm");
	intern_free(names);
	arena_free(&texts);
	arena_free(&arena);
	return done();
}
