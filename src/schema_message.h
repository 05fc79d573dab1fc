/* From what does not hold to words for the person who wrote the file: private to schema*.c. */
#ifndef SCHEMA_MESSAGE_H
#define SCHEMA_MESSAGE_H

#include "schema_node.h"

enum failure_sort {
	FAILURE_VALUE,	 /* any other */
	FAILURE_TYPE,	 /* another type is wanted */
	FAILURE_CHOICE,	 /* another of some given values is wanted */
	FAILURE_FORM,	 /* a value of another form is wanted */
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
	    error; /* the message of TYPE, CHOICE, FORM and MISSING is written at the end */
	enum failure_sort sort;
	const struct node *node; /* the instance; of an unknown key the mapping */
	unsigned level;		 /* how deep the instance lies */
	struct str subject;	 /* what messages call the instance */
	struct name_list wanted; /* TYPE, CHOICE, FORM: "a list" */
	struct str got;	    /* TYPE, CHOICE, FORM: "a string"; p is NULL where that is not said */
	bool absent;	    /* TYPE, CHOICE: nothing stands there */
	struct str hint;    /* TYPE, CHOICE, FORM: what ends the message: ": quote it" */
	struct str guess;   /* UNKNOWN: the key that was meant; p is NULL where none is near */
	struct ways ways;   /* MISSING */
	struct str because; /* MISSING: the key that needs them; p is NULL where none does */
	struct str
	    where; /* the condition under which it is wrong: where "a" is 1; p NULL: always */
	struct str about; /* what the schema says of the place; a help where there is no better */
	bool dropped;	  /* another failure says it */
	bool common;	  /* all branches of a choice say it */
	size_t order;	  /* in which it was found */
};

struct failures {
	struct failure *p;
	size_t n, cap;
	size_t most; /* that are kept */
	size_t more; /* that are not: checks that failed, counted */
	bool trial; /* of a schema that may not be the one that was meant: ends where it has most */
	struct failure unkept;
};

enum {
	FAILURES_TRIAL = 20,	  /* of a trial that are kept */
	FAILURES_BYTES = 1 << 25, /* that their texts may take */
};

/* Why a run is given up for a while: a trial has enough failures. */
extern const char failures_enough[];

/* schema_message.c */

/* Is another failure of the run kept? Else it is counted, and there is nothing to explain. */
bool failures_take(struct run *run);

/* A new failure of a frame's instance, to be completed. */
struct failure *failure_new(struct run *run, const struct frame *f, enum failure_sort sort,
    enum keyword_id keyword);

/* Adds a failure that was collected elsewhere. */
void failure_add(struct run *run, const struct failure *failure);

/* Completes a failure of sort TYPE but for what is wanted: what stands there, and what to do. */
void failure_of_type(struct run *run, struct failure *new, unsigned types, const struct frame *f);

/* The same of sort CHOICE, where values are the values of a const or of an enum. */
void failure_of_choice(struct run *run, struct failure *new, const struct check *values,
    const struct frame *f);

/* schema_unknown.c: says that a key is none that its mapping may have. */
void explain_unknown(struct run *run, const struct frame *f);

/* schema_report.c */

/* Orders and completes the failures of a run, drops those that repeat another, and hands the rest
 * over, in a. */
void failures_finish(struct schema_errors *errors, struct arena *a, struct run *run);

/* schema_remedy.c */

/* What to do about a value that is of none of the types; empty where nothing is known that would do. */
struct str remedy_type(struct run *run, unsigned types, const struct frame *f);

/* What ends a message about such a value: ": quote it"; empty where that would not do. */
const char *remedy_hint(struct run *run, unsigned types, const struct frame *f);

/* Would the schemas of a frame's instance accept another value in its place, and that text as a
 * string? */
bool remedy_would_do(struct run *run, const struct frame *f, const struct node *instead);
bool remedy_string_would_do(struct run *run, const struct frame *f, struct str text);

/* How to write words parted by commas as a list, where that would do; empty where it would not. */
struct str remedy_list(struct run *run, const struct frame *f);

/* What to do where there is nothing: to write or add one, or to remove the key; empty where there is no
 * key. */
struct str remedy_empty(struct run *run, const struct frame *f, const char *verb);

/* The numbers between which one has to be; empty where it is bound on one side only. */
struct str remedy_bounds(struct run *run, const struct frame *f);

/* What the schema says of this place, all of it or its first sentence; p is NULL where it says nothing. */
struct str remedy_description(struct run *run, const struct frame *f, bool all);

/* schema_condition.c */

/* The condition of if or dependentSchemas under which a schema is applied to the frame's instance or to
 * the mapping that it is in: where "status" is "closed"; p is NULL where there is none, where there are
 * no words for it, or where a title says it. */
struct str condition_words(struct run *run, const struct frame *f);

/* schema_mend.c */

/* Another way to write a text, which would do; p is NULL where there is none. */
struct str mend_text(struct run *run, const struct frame *f, struct str s);

/* schema_words.c */

/* The frame by which the instance of f was entered: the root's, or one with entry set. */
const struct frame *frame_entered(const struct frame *f);

/* How deep its instance lies: 0 for the root. */
unsigned frame_level(const struct frame *f);

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

/* Adds a part to a list, unless it is there. */
void words_push(struct run *run, struct name_list *list, struct str part);

/* "a list", "a list or a mapping", "a, b or c". */
struct str words_either(struct run *run, const struct name_list *list);

/* The value of const, the values of enum: "a", or one of a, b, c. */
struct str words_values(struct run *run, const struct check *values);

/* The keys that a schema knows of for its instance, whether they are there or not, as far as they can
 * be looked through; with deep, those too that the schemas which it applies to the same instance know
 * of. */
struct name_list words_keys(struct run *run, const struct schema *s, bool deep);

/* schema_outline.c: what shows of a schema without applying it. Of schemas that refer to very many
 * others not all is looked at. */

/* The types that it may accept, as bits: ON_NULL to ON_MAP, and TYPE_INTEGER with what is a number. */
unsigned outline_types(struct run *run, const struct schema *s);

/* Its check of const or enum; NULL where it has none. */
const struct check *outline_values(struct run *run, const struct schema *s);

/* The schema of a key, and the keys that it requires; NULL where it says nothing of that. */
const struct schema *outline_property(struct run *run, const struct schema *s, struct str key);
const struct name_list *outline_required(struct run *run, const struct schema *s);

/* Its title in a sentence; p is NULL where it has none. */
struct str outline_title(struct run *run, const struct schema *s);

/* What it accepts, in a few words: "a list of points"; p is NULL where there are none for it. */
struct str outline_words(struct run *run, const struct schema *s);

#endif
