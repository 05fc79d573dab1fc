#include "trend.h"

#include "fixture.h"
#include "intern.h"
#include "out.h"
#include "shell.h"

static void
end_is(enum trend_step step, int fiscal_month, const char *day, const char *want)
{
	char text[11];

	is_str(str_of(date_text(text, trend_end(step, fiscal_month, date(day)))), want,
	    "%s of %s, years from month %d", trend_step_names[step], day, fiscal_month);
}

static void
ends(void)
{
	end_is(TREND_WEEK, 1, "2026-07-05", "2026-07-05");
	end_is(TREND_WEEK, 1, "2026-07-06", "2026-07-12");
	end_is(TREND_WEEK, 1, "1969-12-31", "1970-01-04");
	end_is(TREND_WEEK, 1, "0001-01-01", "0001-01-07");
	end_is(TREND_MONTH, 1, "2026-02-28", "2026-02-28");
	end_is(TREND_MONTH, 1, "2028-02-28", "2028-02-29");
	end_is(TREND_MONTH, 1, "2026-12-01", "2026-12-31");
	end_is(TREND_QUARTER, 1, "2026-12-31", "2026-12-31");
	end_is(TREND_QUARTER, 2, "2026-12-31", "2027-01-31");
	end_is(TREND_QUARTER, 3, "2026-02-28", "2026-02-28");
	end_is(TREND_QUARTER, 4, "2026-01-01", "2026-03-31");
	end_is(TREND_QUARTER, 12, "2026-12-31", "2027-02-28");
}

struct seen {
	struct out days;
	size_t loads, n;
	int status;
};

static int
see(void *ctx, const struct trend_point *point)
{
	struct seen *s = ctx;
	char text[11];

	out_fmt(&s->days, "%s%s:%zu", s->n++ ? " " : "", date_text(text, point->day),
	    point->repo->n_records);
	s->loads += !intern_find(point->repo->intern, S("has been visited"));
	intern(point->repo->intern, S("has been visited"));
	return s->status;
}

/* What was visited of the year's months, and how often something was loaded for it. */
static struct trend_count
visit(struct seen *s, struct source *source, int status)
{
	struct trend_query q = {.source = source,
	    .period = {date("2026-01-01"), date("2026-12-31")},
	    .as_of = date("2026-08-15"),
	    .step = TREND_MONTH,
	    .fiscal_month = 1};
	struct trend_count count;

	*s = (struct seen){.status = status};
	out_init(&s->days, &arena, -1);
	ok(trend_run(&count, &q, see, s) == status, "status %d", status);
	return count;
}

static void
points(void)
{
	struct source *source = NULL;
	struct trend_count count;
	struct seen s;

	sh("git init -q ws && cd ws && mkdir people && printf 'kind: workspace\\nversion: 1\\n' >whet.yaml &&"
	   "c() { git add -A && GIT_COMMITTER_DATE=\"2026-0$1T12:00:00Z\" git commit -q -m x; } &&"
	   "printf 'kind: person\\nname: A\\n' >people/a.yaml && c 2-05 &&"
	   "printf 'kind: person\\nname: B\\n' >people/b.yaml && c 5-10 && echo '[' >>whet.yaml && c 6-10 &&"
	   "git checkout -q HEAD~1 -- whet.yaml && c 7-10");
	ok(!source_folder(&source, &arena, "ws"), "a workspace");
	count = visit(&s, source, 0);
	is_str(out_all(&s.days), "2026-02-28:1 2026-03-31:1 2026-04-30:1 2026-05-31:2 2026-07-31:2",
	    "as it was at the ends of months");
	ok(count.ends == 7 && count.points == 5 && count.broken == 1,
	    "one before it began, one with broken settings");
	ok(s.loads == 3, "days that have one revision have it from one reading");
	visit(&s, source, 3);
	is_str(out_all(&s.days), "2026-02-28:1", "a visitor ends it");
	source_close(source);
}

int
main(void)
{
	ends();
	points();
	workspaces_free();
	return done();
}
