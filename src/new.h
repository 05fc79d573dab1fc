/* A new record: the template of its kind filled in with all that can be known. */
#ifndef NEW_H
#define NEW_H

#include "findings.h"
#include "opt.h"
#include "person.h"
#include "repo.h"
#include "template.h"

struct new_record {
	enum kind kind;
	struct str id;
	struct str path; /* from the workspace's folder */
	struct str text; /* of the file */
};

/* Fills in a record of a kind; sets are the words of --set, "key=value". 0, or the exit status of an
 * error that has been said. Where it is not known who runs the tool, the record says so at the
 * places concerned, and this is said too. */
int new_fill(struct new_record *record, struct arena *a, struct repo *repo, enum kind kind,
    const struct opt_list *sets, int32_t today);

/* Has a new plan begin with the gaps of a person: a focus for each of the largest three, or where there
 * are none on the way to a next role, with its source and an action that an opportunity offers, due
 * within the plan's period. 0, or the exit status after saying why there is nothing to begin with. */
int new_plan_gaps(struct new_record *record, struct arena *a, const struct repo *repo,
    const struct person *person, int32_t today);

/* A record's file that has been written. */
struct new_file {
	const char *dir;	     /* a folder of the workspace, as the user named it */
	const char *path;	     /* absolute */
	struct new_record record;    /* as it was written */
	struct findings_style style; /* of findings, which go to standard error */
};

/* What checking it found. */
struct new_check {
	bool empty;    /* it holds nothing but comments */
	uint32_t line; /* of the first error, else of the first gap; 0: none */
};

/* Loads the workspace with the file in it, checks it and prints what is wrong or still to be filled
 * in. 0, 1 where there is any or the record is not part of the workspace, or the exit status of an
 * error that has been said. */
int new_check(struct new_check *check, const struct new_file *file);

/* Opens the editor on the file, checks it, and on a terminal goes back to the editor for as long as
 * it is not right and the user wants to. Returns what new_check does, or 3 where the editor failed.
 * *gone: the file was removed, since there was nothing of the user's in it. */
int new_edit(bool *gone, const struct new_file *file);

/* What the parts of new share. */

struct new_set {
	struct str key;
	struct str value; /* valid UTF-8 */
};

struct new
{
	struct arena *arena;
	struct repo *repo;
	enum kind kind;
	int32_t today;
	struct {
		struct new_set *p;
		size_t n, cap;
	} sets;
	struct str name, email;	 /* as Git is configured */
	const struct record *me; /* NULL: not known */
	struct str id, title;	 /* what stands for these placeholders */
};

/* Reads key=value words for a kind; 0, or the exit status after saying what is wrong. */
int new_read_sets(struct new *n, const struct opt_list *words);

/* The value that was set for a key; p is NULL where none was. */
struct str new_set_of(const struct new *n, const char *key);

/* Sets all of them in a template's text. */
struct str new_apply_sets(const struct new *n, struct str text);

/* Whoever runs the tool: sets name, email and me. */
void new_find_me(struct new *n);

/* The template of the kind with its placeholders filled in. */
struct str new_fill_template(const struct new *n);

/* What stands where nothing is known: a name that no record has. */
#define FILL_IN S("fill-in")

/* Does a value stand where nothing is known: fill-in, KIND:fill-in or an address of it? */
bool new_is_fill_in(struct str text);

/* The id that is set, else one made of the record's own words that nobody has yet. root is the tree
 * of the filled template. Empty where the id that is set is taken or is none, which has been said. */
struct str new_id(const struct new *n, const struct node *root);

/* The quarter that a day lies in, and its name, where years begin in a month. */
struct str new_quarter(struct period *quarter, struct arena *a, int32_t day, int fiscal_month);

/* The id as words: "ada-latency" is "Ada latency". */
struct str new_words(struct arena *a, struct str id);

/* Words as an id, at most so many of them: in lower-case letters of ASCII and digits, hyphens between;
 * empty where none are left. */
struct str new_slug(struct arena *a, struct str text, size_t words);

/* The goals that a person reports on as of a day, save those they checked in on that day already,
 * with their last figures, as YAML behind "goals:"; p is NULL where there are none, which has been
 * said. */
struct str new_checkin_goals(const struct new *n, const struct record *by, int32_t day);

#endif
