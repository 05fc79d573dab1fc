/* The measures at the ends of months gone by, from the revisions of those days. */
#include "pulse.h"

/* 0, or the exit status of an error that was said. */
static int
measure(struct pulse_trend *trend, struct arena *a, struct source *source,
    const struct pulse_query *q)
{
	struct arena scratch = {0};
	struct sink sink = {.arena = &scratch};
	struct repo *repo;
	int status = repo_load(&repo, &scratch, source, &sink);

	if (!status && repo->settings_failed) {
		trend->broken++;
	} else if (!status && (!q->team.n || repo_find(repo, KIND_TEAM, q->team))) {
		struct pulse_point *point = vec_push(a, trend);

		point->revision = source->commit.id;
		status = pulse_of(&point->pulse, a, repo, q);
		for (int m = 0; m < MEASURES; m++)
			point->pulse.of[m].missing.n = 0;
	}
	if (!status)
		repo_free(repo);
	arena_free(&scratch);
	return status;
}

/* Months count on beyond 12. */
static int32_t
last_day(int year, int month)
{
	return date_of(year + month / 12, month % 12 + 1, 1) - 1;
}

/* Does a month end a quarter of the fiscal year? */
static bool
ends_quarter(int month, int fiscal_month)
{
	return (month - fiscal_month + 12) % 3 == 2;
}

int
pulse_trend(struct pulse_trend *trend, struct arena *a, const struct repo *repo,
    const struct pulse_query *q, int months)
{
	struct pulse_query then = *q;
	int32_t last = q->period.end < q->as_of ? q->period.end : q->as_of;
	int year, month, day, status = 0;

	*trend = (struct pulse_trend){0};
	date_civil(&year, &month, &day, q->period.start);
	for (; !status && (then.as_of = last_day(year, month)) <= last; month++) {
		struct source *source = NULL;
		bool found;

		if (months == 3 && !ends_quarter(month, workspace_fiscal_month(&repo->workspace)))
			continue;
		trend->ends++;
		status = source_at(&source, &found, a, repo->source, then.as_of);
		if (!status && found)
			status = measure(trend, a, source, &then);
		source_close(source);
	}
	return status;
}
