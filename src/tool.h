/* What every tool does before and after its own work: options, the as-of date, the workspace, where
 * output goes, the exit status. */
#ifndef TOOL_H
#define TOOL_H

#include "grid.h"
#include "opt.h"
#include "out.h"
#include "repo.h"
#include "trend.h"

/* Exit statuses; the highest counts. */
enum {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1,    /* findings, or records that were left out */
	EXIT_USAGE = 2,	      /* options, configuration, names that do not exist */
	EXIT_ENVIRONMENT = 3, /* unreadable files, broken repositories */
};

struct tool {
	const struct opt_tool *spec;
	struct arena arena;	  /* the run */
	struct opt_list operands; /* words that are no options */
	const char *dir;	  /* -C, else "." */
	const char *rev;	  /* --rev, else NULL */
	const char *format;	  /* --format, else the first of the tool's formats */
	bool chosen;		  /* --format was given */
	const char *output;	  /* --output, else NULL */
	bool quiet, verbose;	  /* -q, -v */
	bool terminal;		  /* results go to a terminal */
	bool colour;		  /* and are coloured */
	bool utf8;		  /* the user's locale shows UTF-8 */
	size_t columns;		  /* width of the terminal, 80 elsewhere */
	int32_t as_of;		  /* day of all figures */
	bool dated;		  /* --as-of was given */
	struct source *source;	  /* after tool_load */
	struct source *tip;	  /* --history: what source is an earlier state of; else NULL */
	struct repo *repo;	  /* after tool_load */
	struct sink sink;	  /* findings about files, after tool_load; sorted */
	struct out out;		  /* results */
	int status;		  /* worst so far */
	long pager;		  /* process id, 0 for none */
};

/* Options that tools share: a tool's spec names this as common. */
extern const struct opt tool_options[];

/* A row for the options of tools that report: tool_open goes back in history to the as-of date. */
#define TOOL_HISTORY                                                                    \
	{                                                                               \
		"history", 0, NULL,                                                     \
		    "with --as-of: of the records as they were at the end of that day", \
		    &tool_history, NULL, NULL                                           \
	}
extern bool tool_history;

/* Reads the command line. formats is a list of names ended by NULL, the default first, or NULL where
 * the tool has only one. Returns OPT_GO_ON or the exit status. */
int tool_begin(struct tool *t, const struct opt_tool *spec, const char *const *formats, int argc,
    char **argv);

/* Opens the workspace: folder or --rev, with --history what it was. 0 or the exit status. */
int tool_open(struct tool *t);

/* Replaces t->source by what it was at the end of the as-of date. 0, or the exit status after saying why that
 * cannot be. */
int tool_go_back(struct tool *t);

/* Opens the workspace, unless t->source is open already, and loads it. 0 or the exit status. */
int tool_load(struct tool *t);

/* The same, but reads no more than a report about a person needs (see repo_load_around); all of it
 * where there is no such person. */
int tool_load_around(struct tool *t, const char *person);

/* The same for a tool that reports what is wrong with whet.yaml itself and goes on without it. */
int tool_load_anyway(struct tool *t);

/* Does the opened workspace have a history? Says so where it has none: outside of Git that is an error,
 * and where nothing has been committed yet it is none. 0, or the exit status. */
int tool_has_history(bool *found, struct tool *t);

/* Closes the workspace and forgets what was found in it: another one may be opened. */
void tool_unload(struct tool *t);

/* Says what is wrong with the whet.yaml of t->repo: 0, or the exit status. */
int tool_settings(struct tool *t);

/* Says on stderr which files could not be read, or not as records, and sees to the exit status. */
void tool_say_unread(struct tool *t);

/* The same, and which records are left out since they do not validate. */
void tool_leave_out(struct tool *t);

/* The same of another repository than t->repo. */
void tool_leave_out_of(struct tool *t, const struct repo *repo);

/* The person, team or goal that a word of the command line means. 0, or the exit status after
 * saying what is wrong (with a near name). */
int tool_find(struct record **r, struct tool *t, enum kind kind, const char *word);

/* The same for a person or a team. */
int tool_find_owner(struct record **r, struct tool *t, const char *word);

/* The kind that a word means, whet.yaml's among them where workspace is true. */
int tool_kind(enum kind *kind, struct tool *t, const char *word, bool workspace);

/* The day that the value of an option means; DATE_NONE where it is NULL. */
int tool_day(int32_t *day, struct tool *t, const char *option, const char *word);

/* How grids are printed: for a terminal of this width, or with tabs. */
struct grid_style tool_grid_style(const struct tool *t);

/* A path of the command line (from -C DIR) as findings and records have it: from the workspace's
 * folder, "" for that itself. 0, or the exit status after saying that it lies outside. */
int tool_path(struct str *path, struct tool *t, const char *word);

/* Is path the same as above, or below it? */
bool path_is_under(struct str path, struct str above);

/* The period that --period names: a period, or a cycle's id. */
int tool_period(struct period *p, struct tool *t, const char *word);

/* The fiscal year that the as-of date lies in, and its name. */
void tool_year(struct period *p, struct str *name, struct tool *t);

/* What the value of --trend means, of a workspace that has a history. 0, or the exit status after saying what
 * is wrong. */
int tool_trend(enum trend_step *step, struct tool *t, const char *word);

/* Says which points a trend has not got; others says what may begin later than the workspace, such as ", or
 * the team,". 0, or the exit status where there are none at all. */
int tool_say_trend(struct tool *t, const struct trend_count *count, size_t points,
    enum trend_step step, const char *others);

/* Says a usage error and returns EXIT_USAGE. */
int tool_usage(struct tool *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Raises the exit status. */
void tool_worst(struct tool *t, int status);

/* Sends results through a pager where they go to a terminal: WHET_PAGER, else what Git would take, which is
 * GIT_PAGER, core.pager, PAGER or less; through none where that is empty, cat, or cannot be run. */
void tool_page(struct tool *t);

/* Waits until the user has left the pager; tool_end does. */
void tool_page_end(struct tool *t);

/* Writes what is left, frees everything and returns the exit status. */
int tool_end(struct tool *t);

#endif
