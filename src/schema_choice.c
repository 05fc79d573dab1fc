#include "schema_keyword.h"
#include "schema_message.h"

/* What keeps one of the schemas of anyOf or oneOf from accepting. */
struct branch {
	struct failures failures;
	int rank; /* how unlikely it is that this one was meant */
};

enum rank {
	RANK_DEEP,   /* something within the instance is wrong */
	RANK_HERE,   /* the instance itself is, in another way than those below */
	RANK_OTHER,  /* a property has not the value by which this one is known */
	RANK_CHOICE, /* the instance is none of the values wanted */
	RANK_TYPE,   /* it is of another type */
};

static int
rank_failure(const struct failure *failure, unsigned level)
{
	if (failure->level == level && failure->sort == FAILURE_TYPE)
		return RANK_TYPE;
	if (failure->level == level && failure->sort == FAILURE_CHOICE)
		return RANK_CHOICE;
	if (failure->level == level + 1 && str_is(str_of(failure->error.keyword), "const"))
		return RANK_OTHER;
	return failure->level == level ? RANK_HERE : RANK_DEEP;
}

static void
try_branch(struct branch *b, struct run *run, const struct frame *f, enum keyword_id keyword,
    const struct schema *schema, unsigned level)
{
	struct failures *failures = run->failures;

	run->failures = &b->failures;
	apply_in_place(run, f, keyword, schema, (struct str){NULL, 0}, NULL);
	run->failures = failures;
	for (size_t i = 0; i < b->failures.n; i++) {
		int rank = rank_failure(&b->failures.p[i], level);

		b->rank = rank > b->rank ? rank : b->rank;
	}
}

static bool
all_of_rank(const struct branch *branches, size_t n, int least)
{
	for (size_t i = 0; i < n; i++)
		if (branches[i].failures.n != 1 || branches[i].rank < least)
			return false;
	return n > 0;
}

/* Does every branch only lack keys? */
static bool
all_missing(const struct branch *branches, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct branch *b = &branches[i];

		if (b->failures.n != 1 || b->failures.p[0].sort != FAILURE_MISSING ||
		    b->failures.p[0].because.p || b->rank != RANK_HERE)
			return false;
	}
	return n > 0;
}

/* The branch whose keys are partly there, where it is the only one; else n. */
static size_t
begun(const struct branch *branches, size_t n)
{
	size_t found = n;

	for (size_t i = 0; i < n; i++)
		if (branches[i].failures.p[0].partial) {
			if (found < n)
				return n;
			found = i;
		}
	return found;
}

/* Puts the failures of all branches into that of the first: another type, value or key would do for
 * each. */
static void
merge(struct run *run, struct branch *branches, size_t n)
{
	struct failure *first = &branches[0].failures.p[0];

	for (size_t i = 1; i < n; i++) {
		const struct failure *next = &branches[i].failures.p[0];

		for (size_t w = 0; w < next->ways.n; w++)
			*vec_push(run->arena, &first->ways) = next->ways.p[w];
		if (next->wanted.p)
			words_add(run, &first->wanted, " or ", next->wanted);
		if (!first->hint.n)
			first->hint = next->hint;
		if (!first->got.p || next->sort == FAILURE_CHOICE)
			first->got = next->got;
		first->error.help = (struct str){NULL, 0};
	}
}

/* The branch that was meant: of the least rank, then with the fewest failures. */
static size_t
likeliest(const struct branch *branches, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++)
		if (branches[i].rank < branches[best].rank ||
		    (branches[i].rank == branches[best].rank &&
			branches[i].failures.n < branches[best].failures.n))
			best = i;
	return best;
}

EXPLAIN(any_of)
{
	size_t n = check->list->n, chosen = 0;
	struct branch *branches = NEW_ARRAY(&run->scratch->arena, struct branch, n);
	unsigned level = 0;

	for (const struct frame *at = frame_entered(f); at->up; at = frame_entered(at->up))
		level++;
	for (size_t i = 0; i < n; i++)
		try_branch(&branches[i], run, f, check->keyword, check->list->p[i], level);
	if (run->gave_up)
		return;
	if (all_missing(branches, n)) {
		chosen = begun(branches, n);
		if (chosen == n)
			merge(run, branches, n);
		chosen %= n;
	} else if (all_of_rank(branches, n, RANK_CHOICE)) {
		merge(run, branches, n);
	} else {
		chosen = likeliest(branches, n);
	}
	for (size_t i = 0; i < branches[chosen].failures.n; i++)
		failure_add(run, &branches[chosen].failures.p[i]);
}

/* The keys that a schema requires; NULL where it requires none. */
static const struct name_list *
keys_required(const struct schema *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->checks[i].keyword == KEYWORD_REQUIRED)
			return s->checks[i].names;
	return NULL;
}

/* Two schemas accept where one may. */
static void
explain_both(struct run *run, const struct frame *f, const struct schema *a, const struct schema *b)
{
	struct failure *new = failure_new(run, f, FAILURE_VALUE, KEYWORD_ONE_OF);
	const struct name_list *x = keys_required(a), *y = keys_required(b);
	struct str one = words_title(run, a), other = words_title(run, b);

	if (x && y)
		new->error.message = str_fmt(run->arena, "%.*s may have %.*s or %.*s, not both",
		    SV(words_mapping(run, f)), SV(words_names(run, x)), SV(words_names(run, y)));
	else if (one.p && other.p)
		new->error.message = str_fmt(run->arena,
		    "%.*s can be read as %.*s and as %.*s: make it one of them", SV(new->subject),
		    SV(words_article(run, one)), SV(words_article(run, other)));
	else
		new->error.message = str_fmt(run->arena, "%.*s fits more than one way to write it",
		    SV(new->subject));
}

EXPLAIN(one_of)
{
	const struct schema *accepting = NULL;
	struct failures *failures = run->failures;

	for (size_t i = 0; i < check->list->n; i++) {
		const struct schema *s = check->list->p[i];
		bool accepts;

		run->failures = NULL;
		accepts = apply_in_place(run, f, KEYWORD_ONE_OF, s, (struct str){NULL, 0}, NULL);
		run->failures = failures;
		if (accepts && accepting) {
			explain_both(run, f, accepting, s);
			return;
		}
		accepting = accepts ? s : accepting;
	}
	explain_any_of(run, check, f);
}
