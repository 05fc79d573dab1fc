/* What is put aside is read again as it was, from memory, from the file and across both. */
#include "spool.h"

#include <stdlib.h>

#include "tap.h"

enum { PIECES = 1200, PIECE = 10007 };

/* Bytes that tell pieces and places in them apart. */
static struct str
piece(struct arena *a, size_t number)
{
	char *p = arena_bytes(a, PIECE);

	for (size_t i = 0; i < PIECE; i++)
		p[i] = (char)(number * 31 + i * 7 + i / 251);
	return (struct str){p, PIECE};
}

/* Pieces [first, first + n) at once: are they what they were? */
static bool
holds(const struct spool *s, size_t at, size_t first, size_t n)
{
	struct arena scratch = {0};
	struct str bytes;
	bool right = !spool_read(&bytes, &scratch, s, at, n * PIECE);

	for (size_t i = 0; i < n && right; i++)
		right =
		    str_eq(str_sub(bytes, i * PIECE, (i + 1) * PIECE), piece(&scratch, first + i));
	arena_free(&scratch);
	return right;
}

/* Pieces that are read wrongly, or stand elsewhere than behind the one before. */
static size_t
wrong_pieces(struct spool *s)
{
	struct arena scratch = {0};
	size_t at[PIECES], wrong = 0;

	for (size_t i = 0; i < PIECES; i++) {
		struct arena_mark mark = arena_mark(&scratch);

		at[i] = spool_add(s, piece(&scratch, i));
		wrong += at[i] != i * PIECE;
		arena_rewind(&scratch, mark);
	}
	for (size_t i = PIECES; i--;)
		wrong += !holds(s, at[i], i, 1);
	for (size_t i = 0; i + 2 <= PIECES; i++)
		wrong += !holds(s, at[i], i, 2);
	arena_free(&scratch);
	return wrong;
}

int
main(void)
{
	struct spool few = {0}, many = {0}, nowhere = {0}, none = {0};
	struct str bytes;
	struct arena a = {0};

	spool_add(&few, S("one"));
	ok(spool_add(&few, S("two")) == 3 && few.filed == 0 && !few.fd, "a few stay in memory");
	ok(!spool_read(&bytes, &a, &few, 2, 3) && str_is(bytes, "etw"), "and any of them are read");
	ok(!spool_read(&bytes, &a, &none, 0, 0) && bytes.n == 0, "of none, none");
	is_num((double)wrong_pieces(&many), 0, "many are read as they were");
	ok(many.filed > (size_t)7 << 20 && many.cap < (size_t)12 << 20,
	    "most of them from the file");
	setenv("TMPDIR", "/nowhere/at/all", 1);
	is_num((double)wrong_pieces(&nowhere), 0, "and so they are without one");
	ok(nowhere.filed == 0 && nowhere.in_memory, "from memory");
	spool_free(&few);
	spool_free(&many);
	spool_free(&nowhere);
	spool_free(&none);
	arena_free(&a);
	return done();
}
