/* From what does not hold to words for the person who wrote the file: private to schema*.c. */
#ifndef SCHEMA_MESSAGE_H
#define SCHEMA_MESSAGE_H

#include "schema_node.h"

enum failure_sort {
	FAILURE_VALUE,	 /* any other */
	FAILURE_TYPE,	 /* another type is wanted */
	FAILURE_CHOICE,	 /* another of some given values is wanted */
	FAILURE_MISSING, /* keys are missing */
	FAILURE_UNKNOWN, /* a key that is not known */
};

/* Sets of keys, any of which would do. */
struct ways {
	struct name_list *p;
	size_t n, cap;
};

struct failure {
	struct schema_error
	    error; /* the message of TYPE, CHOICE and MISSING is written at the end */
	enum failure_sort sort;
	const struct node *node; /* the instance; of an unknown key the mapping */
	unsigned level;		 /* how deep the instance lies */
	struct str subject;	 /* what messages call the instance */
	struct str wanted;	 /* TYPE, CHOICE: "a list" */
	struct str got;	    /* TYPE, CHOICE: "a string"; p is NULL where nothing stands there */
	struct str hint;    /* TYPE, CHOICE: what ends the message: ": quote it" */
	struct str guess;   /* UNKNOWN: the key that was meant; p is NULL where none is near */
	struct ways ways;   /* MISSING */
	struct str because; /* MISSING: the key that needs them; p is NULL where none does */
	bool partial;	    /* MISSING: some of the keys are there */
	bool dropped;	    /* another failure says it */
	size_t order;	    /* in which it was found */
};

struct failures {
	struct failure *p;
	size_t n, cap;
};

/* Failures of a document that are kept; with more the run is given up. */
enum { FAILURES_MOST = 1000 };

/* schema_message.c */

/* A new failure of a frame's instance, to be completed. */
struct failure *failure_new(struct run *run, const struct frame *f, enum failure_sort sort,
    enum keyword_id keyword);

/* Adds a failure that was collected elsewhere. */
void failure_add(struct run *run, const struct failure *failure);

/* schema_report.c */

/* Orders and completes the failures of a run, drops those that repeat another, and hands the rest
 * over, in a. */
void failures_finish(struct schema_errors *errors, struct arena *a, struct run *run);

/* schema_words.c */

/* The frame by which the instance of f was entered: the root's, or one with entry set. */
const struct frame *frame_entered(const struct frame *f);

/* What messages call an instance: "due", item 2 of "skills", key "P99". */
struct str words_subject(struct run *run, const struct frame *f);

/* What messages call a mapping: goal, key result "p99". */
struct str words_mapping(struct run *run, const struct frame *f);

/* JSON Pointer of a frame's instance. */
struct str words_pointer(struct run *run, const struct frame *f);

/* A user's text in quotes: its first line, and not too much of it. */
struct str words_quoted(struct run *run, struct str s);

/* A value: a quoted string, a number, "a list". */
struct str words_value(struct run *run, const struct node *n);

/* The title of a schema within a sentence; p is NULL where it has none. */
struct str words_title(struct run *run, const struct schema *s);

/* With a small first letter, unless it begins with a word in capitals. */
struct str words_uncapitalised(struct run *run, struct str s);

/* "an id". */
struct str words_article(struct run *run, struct str noun);

/* The first sentence of a text, without its full stop. */
struct str words_sentence(struct str text);

/* Adds a part to a list of words: before it between where there is something already. */
void words_add(struct run *run, struct str *list, const char *between, struct str part);

/* "a", "b" and "c". */
struct str words_names(struct run *run, const struct name_list *names);

/* Types as in check.types: a string or a list. */
struct str words_types(struct run *run, unsigned types);

/* The keys that a schema knows of for its instance, whether they are there or not; with deep, those
 * too that the schemas which it applies to the same instance know of. */
struct name_list words_keys(struct run *run, const struct schema *s, bool deep);

#endif
