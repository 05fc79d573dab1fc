/* Findings as output: one row and one file per format. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "diag.h"
#include "out.h"
#include "repo.h"

/* How well it is known who wrote a record, or an entry in one. */
struct findings_grade {
	struct str record; /* KIND:ID */
	struct str
	    part;  /* the entry in it, checkins/2026-07-28/ada; p NULL: all but such entries */
	int grade; /* 0 to 3; -1: the commit that brought it is not here */
	struct str commit; /* 40 hex digits of that commit; p NULL likewise */
	struct str why;	   /* why it is no higher, in words */
};

struct findings_grades {
	struct findings_grade *p;
	size_t n, cap;
};

/* What there is to print. */
struct findings {
	const char *tool;	 /* who found them: "whet-check" */
	const struct repo *repo; /* where; NULL: files by themselves, with their own paths */
	const struct sink *sink; /* sorted */
	const struct str *files; /* paths of all that was checked, sorted */
	size_t n_files;
	enum severity fail; /* the lowest that makes a file fail */
	int32_t as_of;	    /* day of the report, for formats that must have one */
	const struct findings_grades *grades; /* NULL: nobody asked who wrote what */
};

struct findings_style {
	bool terminal; /* a person reads it: source lines with carets, and remedies */
	bool source;   /* text: show source lines elsewhere too */
	bool colour;
	bool quiet;   /* no closing line */
	size_t width; /* columns that a source line may take; 0: as many as a wide terminal has */
};

typedef void findings_print_format(struct out *o, const struct findings *f,
    const struct findings_style *style);

/* Their names, the default first, ended by NULL. */
const char *const *findings_format_names(void);

/* Prints findings in a format that findings_format_names has. */
void findings_print(struct out *o, const char *format, const struct findings *f,
    const struct findings_style *style);

/* Text for a log that GitHub Actions reads: nothing in it is taken for a command, and commands that
 * annotate files follow. */
void findings_print_for_actions(struct out *o, const struct findings *f,
    const struct findings_style *style);

/* What the formats share. */

/* A file that was checked or that has findings. Start with {0}. */
struct findings_file {
	struct str path;
	size_t first, end;   /* its findings: [first, end) of the sink */
	enum severity worst; /* of them, SEVERITY_OFF where there are none */
	size_t files;	     /* how many of the checked ones are done */
};

/* The next one by path; false at the end. */
bool findings_next_file(struct findings_file *at, const struct findings *f);

/* How many files and records were looked at. */
void findings_counts(size_t *files, size_t *records, const struct findings *f);

/* What a path needs before it to begin at the repository's top: the workspace's folder, "" or "a/b/".
 * Where the path leads out of that with "../", both lose what these take back. */
struct str findings_prefix(const struct findings *f, struct str *path);

/* A path from the repository's top, where the services that read reports look for it. */
struct str findings_path(struct arena *a, const struct findings *f, struct str path);

/* What is wrong and what to do, for formats that have one text for both. */
struct str findings_message(struct arena *a, const struct finding *f);

/* What tells a finding from all others and stays the same when lines move: 64 hex digits. */
struct str findings_fingerprint(struct arena *a, const struct finding *f);

findings_print_format findings_text, findings_gcc, findings_json, findings_ndjson, findings_sarif,
    findings_github, findings_gitlab, findings_junit, findings_checkstyle, findings_tap;

#endif
