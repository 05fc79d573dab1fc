/* A workspace: each line "==> PATH" begins a file, what stands before the first is whet.yaml. It is
 * loaded and checked, and what the tools print about it is printed. */
#include "source.h"

#include <string.h>

#include "check.h"
#include "figures.h"
#include "findings.h"
#include "fuzz.h"
#include "report.h"

/* Files, and of how many inputs one is looked at twice, and in SARIF too: the explanations of all rules
 * in it take as long as all else, and never differ. */
enum { MOST = 32, REPEAT = 8 };

struct files {
	const char *paths[MOST];
	struct str texts[MOST];
	size_t n;
};

/* Can Git hold a file of this path beside those there are? */
static bool
is_possible(const struct files *files, const char *path)
{
	struct str rest = str_of(path), part;
	bool more = true;

	while (more) {
		more = str_cut(&part, &rest, rest, '/');
		if (!part.n || str_is(part, ".") || str_is(part, ".."))
			return false;
	}
	for (size_t i = 0; i < files->n; i++)
		if (strcmp(files->paths[i], path) == 0)
			return false;
	return true;
}

static void
split(struct files *files, struct arena *a, struct str all)
{
	const char *path = "whet.yaml";

	while (path && files->n < MOST) {
		size_t end = str_starts(all, S("==> ")) ? 0 : str_find(all, S("\n==> "));
		struct str text = str_sub(all, 0, end + 1), line;

		if (!str_starts(all, S("==> ")) && is_possible(files, path)) {
			files->paths[files->n] = path;
			files->texts[files->n++] = text;
		}
		all = str_sub(all, end ? end + 1 : 0, all.n);
		path = NULL;
		if (all.n) {
			str_cut(&line, &all, str_sub(all, 4, all.n), '\n');
			path = str_c(a, line);
		}
	}
}

static void
print_progress(struct out *o, struct arena *a, struct repo *repo)
{
	struct progress *p = progress_new(a, repo, date_of(2026, 10, 15));
	struct goal_filter filter = {0};
	struct figures f = {.arena = a, .progress = p, .details = true};
	size_t n;

	f.chosen = progress_choose(&n, a, p, &filter);
	figures_explain(o, &f);
	for (int i = 0; figures_formats[i]; i++)
		figures_print(o, figures_formats[i], &f);
	f.rolled_up = true;
	for (int by = 0; rollup_names[by]; by++) {
		f.by = (enum rollup_by)by;
		progress_roll_up(&f.rollups, a, p, f.by, f.chosen, NULL);
		for (int i = 0; figures_formats[i]; i++)
			figures_print(o, figures_formats[i], &f);
	}
}

static void
print_reviews(struct out *o, struct arena *a, struct repo *repo)
{
	size_t n_people, n_cycles;
	struct record **people = repo_of_kind(&n_people, repo, KIND_PERSON);
	struct record **cycles = repo_of_kind(&n_cycles, repo, KIND_CYCLE);

	for (size_t i = 0; i < n_people; i++) {
		struct report_query q = {.person = (const struct person *)people[i],
		    .cycle = n_cycles ? (const struct cycle *)cycles[0] : NULL,
		    .as_of = date_of(2026, 10, 15)};
		struct str period = q.cycle ? repo_id(repo, cycles[0]) : S("2026-Q3");

		if (repo_period(&q.period, repo, period))
			report_review(o, a, repo, &q);
	}
}

static void
print_findings(struct out *o, const struct sink *sink, const struct repo *repo, bool sarif)
{
	struct findings findings = {.tool = "whet-check",
	    .repo = repo,
	    .sink = sink,
	    .fail = SEVERITY_ERROR,
	    .as_of = date_of(2026, 10, 15)};
	struct findings_style style = {.terminal = true, .source = true, .colour = true};

	for (size_t i = 0; i < sink->n; i++)
		must(sink->p[i].path.n && sink->p[i].message.n,
		    "a finding has a path and a message");
	for (size_t i = 0; i < sink->n; i++)
		must(sink->p[i].rule != RULE_SCHEMA || sink->p[i].pointer.p,
		    "a finding about shape has a pointer");
	for (const char *const *name = findings_format_names(); *name; name++)
		if (sarif || strcmp(*name, "sarif") != 0)
			findings_print(o, *name, &findings, &style);
	findings_print_for_actions(o, &findings, &style);
}

/* All that is printed about a workspace. */
static struct str
look_at(struct arena *a, const struct files *files, bool sarif)
{
	struct source *source = source_memory(a, files->paths, files->texts, files->n);
	struct sink sink = {.arena = a};
	struct repo *repo;
	struct out o;

	out_init(&o, a, -1);
	if (repo_load(&repo, a, source, &sink) == 0) {
		check_records(repo, &sink);
		sink_sort(&sink);
		print_findings(&o, &sink, repo, sarif);
		print_progress(&o, a, repo);
		print_reviews(&o, a, repo);
		repo_free(repo);
	}
	source_close(source);
	return out_all(&o);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct files files = {0};
	bool all = size % REPEAT == 0;
	struct str shown;

	split(&files, &a, (struct str){(const char *)data, size});
	shown = look_at(&a, &files, all);
	if (all)
		must(str_eq(shown, look_at(&a, &files, all)), "the same is printed again");
	arena_free(&a);
	return 0;
}
