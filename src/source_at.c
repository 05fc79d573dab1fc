/* What a workspace was at the end of a day. */
#include "source.h"

/* A commit on the way, and where it stands in the order of time. */
struct step {
	struct git_id commit;
	struct git_when when;
	size_t
	    before; /* 1 + place of the one before it in the longest order that ends here; 0: none */
};

struct steps {
	struct step *p; /* the oldest first */
	size_t n, cap;
};

static int
read_steps(struct steps *steps, struct arena *a, struct git *git, struct git_id tip)
{
	struct arena scratch = {0};
	struct git_commit commit = {.parents = NEW(&scratch, struct git_id), .n_parents = 1};
	struct arena_mark mark = arena_mark(&scratch);
	bool found = true;
	int status = 0;

	commit.parents[0] = tip;
	while (!status && found && commit.n_parents) {
		struct git_id id = commit.parents[0];

		arena_rewind(&scratch, mark);
		status = git_read_commit(&commit, &found, git, &scratch, id);
		if (!status && found)
			*vec_push(a, steps) = (struct step){id, commit.committer.when, 0};
	}
	arena_free(&scratch);
	for (size_t i = 0; i < steps->n / 2; i++) {
		struct step step = steps->p[i];

		steps->p[i] = steps->p[steps->n - 1 - i];
		steps->p[steps->n - 1 - i] = step;
	}
	return status;
}

/* The place of the first of some steps, whose times are in order, that is after a time; n for none. */
static size_t
first_after(const struct steps *steps, const size_t *order, size_t n, int64_t seconds)
{
	size_t from = 0;

	while (from < n) {
		size_t middle = from + (n - from) / 2;

		if (steps->p[order[middle]].when.seconds > seconds)
			n = middle;
		else
			from = middle + 1;
	}
	return from;
}

/* The longest sequence of steps whose times do not go backwards, after C. Schensted, "Longest increasing and
 * decreasing subsequences" (1961): of two that are equally long the one that ends earlier. */
static void
keep_in_order(struct source_line *line, struct arena *a, struct steps *steps)
{
	struct arena scratch = {0};
	size_t *ends =
	    NEW_ARRAY(&scratch, size_t, steps->n); /* by length: where one ends earliest */
	size_t n = 0;

	for (size_t i = 0; i < steps->n; i++) {
		size_t at = first_after(steps, ends, n, steps->p[i].when.seconds);

		steps->p[i].before = at ? 1 + ends[at - 1] : 0;
		ends[at] = i;
		n += at == n;
	}
	line->p = NEW_ARRAY(a, struct source_day, n);
	line->n = n;
	for (size_t next = n ? 1 + ends[n - 1] : 0; next; next = steps->p[next - 1].before) {
		const struct step *step = &steps->p[next - 1];

		line->p[--n] = (struct source_day){step->commit, git_when_day(step->when)};
	}
	arena_free(&scratch);
}

int
source_line(struct source_line *line, struct arena *a, struct source *base)
{
	struct arena scratch = {0};
	struct steps steps = {0};
	bool found;
	int status = source_commit(&found, base);

	*line = (struct source_line){NULL, 0};
	if (!status && found)
		status = read_steps(&steps, &scratch, base->git, base->commit.id);
	if (!status)
		keep_in_order(line, a, &steps);
	arena_free(&scratch);
	return status;
}

int
source_line_at(struct source **source, bool *found, struct arena *a, struct source *base,
    const struct source_line *line, int32_t date)
{
	size_t i = line->n;
	int status;

	while (i && line->p[i - 1].day > date)
		i--;
	*source = NULL;
	*found = i;
	if (!i)
		return 0;
	status = source_at_commit(source, found, a, base, line->p[i - 1].commit);
	if (!status && *found) {
		(*source)->has_day = true;
		(*source)->day = date;
	}
	return status;
}

int
source_at(struct source **source, bool *found, struct arena *a, struct source *base, int32_t date)
{
	struct arena scratch = {0};
	struct source_line line;
	int status = source_line(&line, &scratch, base);

	*source = NULL;
	*found = false;
	if (!status)
		status = source_line_at(source, found, a, base, &line, date);
	arena_free(&scratch);
	return status;
}
