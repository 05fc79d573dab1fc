#include "trend.h"

const char *const trend_step_names[] = {"week", "month", "quarter", NULL};

int32_t
trend_end(enum trend_step step, int fiscal_month, int32_t day)
{
	int year, month, of_month;
	int weekday = ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */

	if (step == TREND_WEEK)
		return day + 6 - weekday;
	date_civil(&year, &month, &of_month, day);
	if (step == TREND_QUARTER)
		month += 2 - (month - fiscal_month + 12) % 3;
	return date_of(year + month / 12, month % 12 + 1, 1) - 1;
}

/* A revision that is loaded. */
struct loaded {
	struct arena arena;
	struct source *source; /* NULL: none is */
	struct repo *repo;
};

struct walk {
	const struct trend_query *query;
	struct source_line line;
	struct loaded slots[2], *now; /* one of the slots; the other one is empty */
};

static void
unload(struct loaded *l)
{
	if (l->repo)
		repo_free(l->repo);
	source_close(l->source);
	arena_free(&l->arena);
	*l = (struct loaded){0};
}

/* Is what is loaded that of a later day, too? Imports may be others on another day. */
static bool
stays(const struct loaded *l, const struct source *source)
{
	return l->repo && git_id_eq(l->source->commit.id, source->commit.id) &&
	       !l->repo->workspace.imports.n;
}

/* Loads what the workspace was at the end of a day. */
static int
go_to(struct walk *w, bool *found, int32_t day)
{
	struct loaded *next = &w->slots[w->now == w->slots];
	struct sink sink = {.arena = &next->arena};
	int status =
	    source_line_at(&next->source, found, &next->arena, w->query->source, &w->line, day);

	if (status || !next->source || stays(w->now, next->source)) {
		unload(next);
		return status;
	}
	unload(w->now);
	w->now = next;
	return repo_load(&next->repo, &next->arena, next->source, &sink);
}

/* The end of a day counts, and is visited where there is something to see. */
static int
visit_day(struct walk *w, struct trend_count *count, int32_t day, trend_visitor *visit, void *ctx)
{
	bool found;
	int status = go_to(w, &found, day);

	count->ends++;
	if (status || !found)
		return status;
	if (w->now->repo->settings_failed) {
		count->broken++;
		return 0;
	}
	count->points++;
	return visit(ctx, &(struct trend_point){day, w->now->source->commit.id, w->now->repo});
}

int
trend_run(struct trend_count *count, const struct trend_query *q, trend_visitor *visit, void *ctx)
{
	int32_t last = q->period.end < q->as_of ? q->period.end : q->as_of, day = q->period.start;
	struct arena scratch = {0};
	struct walk w = {.query = q, .now = w.slots};
	int status = source_line(&w.line, &scratch, q->source);

	*count = (struct trend_count){0};
	for (; !status && (day = trend_end(q->step, q->fiscal_month, day)) <= last; day++)
		status = visit_day(&w, count, day, visit, ctx);
	unload(w.now);
	arena_free(&scratch);
	return status;
}
