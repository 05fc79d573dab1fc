/* All records of a workspace, indexed by (kind, id), with their references resolved both ways. */
#ifndef REPO_H
#define REPO_H

#include <stdbool.h>

#include "diag.h"
#include "ignore.h"
#include "record.h"
#include "source.h"
#include "workspace.h"
#include "yaml.h"

struct repo_file {
	struct str path; /* from the workspace's folder */
	struct source_file source;
	struct source *from;	/* the repository's own source, or an import's */
	int error;		/* not 0: it could not be read, and why (see source_error) */
	bool broken;		/* not all of it is records: it may hold some that nobody sees */
	bool failed;		/* it has findings of severity error of its own */
	struct ignores ignores; /* what its comments leave out */
	struct tally tally;	/* what has been found in it */
	uint32_t n_dangling;	/* references in it that lead nowhere */
};

/* A file that may hold records nobody sees, and what is known of it. */
struct repo_unread {
	const struct repo_file *file;
	bool opaque;	  /* nothing but its name: it may hold anything */
	bool parsed;	  /* its ids are known: its name and those in ids */
	struct str bytes; /* empty where opaque */
	struct texts ids;
};

/* One reference that was resolved. */
struct repo_link {
	struct record *from;
	const struct field *field; /* where in from */
};

/* One that was not. */
struct repo_dangling {
	const struct record *from;
	struct ref ref;	    /* kind KIND_NONE: any of refers */
	uint32_t refers;    /* REF_ bits */
	bool at_key;	    /* the name is the key of what pointer leads to */
	struct str pointer; /* JSON Pointer in from; empty beyond FINDINGS_MOST in a file */
};

/* A record's document that is read again; see repo_open_text. */
struct repo_text {
	const struct repo *repo;
	const struct record *record;
	struct arena *arena;	 /* for bytes and root */
	struct str bytes;	 /* the document alone; empty where it cannot be read */
	bool parsed;		 /* root is known */
	const struct node *root; /* NULL where the file has changed */
};

struct repo {
	struct arena *arena;
	struct source *source;
	struct intern *intern;
	struct yaml *settings; /* whet.yaml; without documents where it is broken */
	int settings_error;    /* not 0: it could not be read, and why (see source_error) */
	struct ignores settings_ignores; /* what comments in whet.yaml leave out */
	struct tally settings_tally;	 /* what has been found in it */
	bool settings_failed; /* it, a policy or a schema it names has findings of severity error */
	struct str settings_fault;  /* path of the file that has the first of them, else empty */
	uint64_t settings_digest;   /* of the policies and schemas that it names */
	struct workspace workspace; /* its settings; defaults where whet.yaml is broken */
	struct repo_file *files;    /* by path; whet.yaml is not among them */
	size_t n_files;
	struct {
		struct source **p;
		size_t n, cap;
	} imports;		 /* of the workspaces that could be read; closed by repo_free */
	struct record **records; /* by kind, id, path, document; duplicates included */
	size_t n_records;
	size_t first[KINDS + 1]; /* records of kind k: [first[k], first[k + 1]) */
	uint32_t *slots;	 /* hash of (kind, id) to 1 + index of the first such record */
	size_t n_slots;		 /* power of two */
	struct repo_link *links; /* by to's place among the records, then from's */
	uint32_t *first_link;	 /* links to record i: [first_link[i], first_link[i + 1]) */
	struct repo_dangling *dangling; /* in the order of records */
	size_t n_dangling;
	uint32_t
	    missing_imports; /* imports that are not there: what they might hold is not missed */
	bool *skills;	     /* by symbol: some framework has this skill (or FRAMEWORK/SKILL) */
	bool *roles;	     /* the same of roles */
	uint32_t n_symbols;  /* length of both */
	struct yaml **trees; /* by file: parsed again for printing, NULL until asked for */
	struct repo_unread *unread; /* NULL until repo_suspect is asked */
	size_t n_unread;
	size_t searched; /* bytes of them in which names have been looked for */
	struct str *
	    skipped; /* by file: of those not loaded, bytes in which their people's addresses stand;
			      * NULL unless repo_load_around */
	struct shapes *shapes;
	struct verdicts *verdicts; /* what earlier runs have left; NULL: nothing */
	struct arena *workers;	   /* records, one arena for each thread */
	unsigned n_workers;
};

/* Loads a workspace. Findings about single files (YAML, shape) go to sink, whose severities are set
 * from the workspace's rules first. Returns 0 or the exit status of an error that has been said. */
int repo_load(struct repo **repo, struct arena *a, struct source *source, struct sink *sink);

/* Loads what a report about the person of an id needs: records that name the person, those that name
 * these, goals that support them, all that these refer to, and all teams, frameworks, cycles and
 * opportunities. What is wrong with other files is not found, and repo->dangling means nothing. */
int repo_load_around(struct repo **repo, struct arena *a, struct source *source, struct sink *sink,
    struct str id);

/* Loads at least those of an id, all records that refer to them, and all people. */
int repo_load_record(struct repo **repo, struct arena *a, struct source *source, struct sink *sink,
    struct str id);

/* Reads whet.yaml and nothing else: the repository has settings and no files. */
struct repo *repo_settings(struct arena *a, struct source *source, struct sink *sink);
void repo_free(struct repo *repo);

/* The record of a kind and id: NULL where there is none. */
struct record *repo_get(const struct repo *repo, enum kind kind, uint32_t id);
struct record *repo_find(const struct repo *repo, enum kind kind, struct str id);

/* A record that a reference may mean: the first kind of refers (REF_ bits) that has the id. */
struct record *repo_resolve(const struct repo *repo, struct ref ref, uint32_t refers);

/* Records of a kind by id: n of them at the pointer that is returned. */
struct record **repo_of_kind(size_t *n, const struct repo *repo, enum kind kind);

/* References to a record: n of them at the pointer that is returned, by referring record. */
const struct repo_link *repo_links_to(size_t *n, const struct repo *repo, const struct record *to);

/* The days that a period or a cycle's id stands for; false where it is neither. */
bool repo_period(struct period *p, const struct repo *repo, struct str name);

struct str repo_id(const struct repo *repo, const struct record *r);
struct str repo_path(const struct repo *repo, const struct record *r);

/* What a symbol says. */
struct str repo_str(const struct repo *repo, uint32_t symbol);

/* The person whom an e-mail address belongs to (case ignored); NULL where nobody has it. */
struct record *repo_person_by_email(const struct repo *repo, struct str email);

/* That person's name, also of those whom repo_load_around has not loaded; p is NULL where nobody has
 * the address. */
struct str repo_name_by_email(struct repo *repo, struct str email);

/* The next file from the *at-th broken one on that may hold what a reference (REF_ bits) names and
 * nobody finds; NULL at the end. No reference is called wrong while there is one. Once very many have been
 * looked for, any of these files may hold any name. From one thread. */
const struct repo_file *repo_suspect(struct repo *repo, size_t *at, struct str id, uint32_t refers);

/* The tree of a record's document, read again on first use; NULL where the file has changed. From
 * one thread. */
struct node *repo_node(struct repo *repo, const struct record *r);

/* A record's document alone, read again into a and not kept; NULL where the file has changed. Byte
 * offsets in it count from the record's `from`. From any thread where repo_is_threaded. */
const struct node *repo_document(const struct repo *repo, struct arena *a, const struct record *r);

/* The same for the sake of its prose: it is parsed only where that takes it. */
void repo_open_text(struct repo_text *t, const struct repo *repo, struct arena *a,
    const struct record *r);

/* The same of n records in any order, each file being opened once: texts[i] is that of records[i]. */
void repo_open_texts(struct repo_text *texts, const struct repo *repo, struct arena *a,
    const struct record *const *records, size_t n);

/* Its tree, see repo_document. */
const struct node *repo_tree_in(struct repo_text *t);

/* The text of prose in it; p is NULL where it is absent or the file has changed. */
struct str repo_prose_in(struct repo_text *t, struct prose prose);

/* May several threads read files? */
bool repo_is_threaded(const struct repo *repo);

/* A file read and parsed again into a: for places of findings. Never NULL. */
struct yaml *repo_read(const struct repo *repo, uint32_t file, struct arena *a);

/* The file that repo_node read it from, kept with the repository. */
struct yaml *repo_yaml(struct repo *repo, const struct record *r);

/* The line, from 1, that a record begins on. */
uint32_t repo_line(struct repo *repo, const struct record *r);

/* The text of prose in a record; p is NULL where it is absent. */
struct str repo_prose(struct repo *repo, const struct record *r, struct prose prose);

#endif
