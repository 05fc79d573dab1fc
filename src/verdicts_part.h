/* The file in which verdicts are, and what is known of it; private to verdicts*.c. It is a header, the names that
 * records use, the numbers of those that stand in each file, and the files. */
#ifndef VERDICTS_PART_H
#define VERDICTS_PART_H

#include "around.h"
#include "pack.h"
#include "verdicts.h"

/* What a file begins with. */
struct verdicts_header {
	char magic[8];
	uint64_t key; /* of whet, the schemas and whet.yaml */
	uint64_t sum; /* of this with a sum of 0, and of all that follows */
	uint32_t n_names, n_files, n_words;
	struct git_id
	    tree; /* of the workspace's folder, all of whose files these are; zeroes: of none */
};

/* A file's state on disk, the rest being zero, or what Git knows it by. */
struct verdicts_state {
	int64_t size, modified, modified_ns, changed, changed_ns;
	uint64_t inode;
	struct git_id id;
	uint32_t zero; /* no gap for memcmp to look into */
};

/* One that an earlier run has left. */
struct verdicts_remembered {
	struct str path;
	struct verdicts_state state;
	uint32_t size;		  /* in bytes */
	bool broken;		  /* see repo_file */
	struct around_file names; /* numbers in the file, from 1; is_opaque is not set */
	struct str records;	  /* see verdicts_pack_records */
	struct str found;	  /* see verdicts_pack_found; empty where there is nothing to say */
};

/* A file of this run. */
struct verdicts_seen {
	const struct verdicts_remembered *remembered; /* under its path; NULL: nothing is */
	struct verdicts_state state;
	bool is_looked_at; /* state and has_state are known */
	bool has_state;	   /* it is a regular file, and its state was taken before it was read */
	bool recalled;
	bool noted; /* it was recalled or read */
	uint32_t size;
	struct str found;
};

struct verdicts {
	struct repo *repo;
	const char *path;
	uint64_t key;
	int64_t settled; /* what changed before, in seconds since 1970, has its time for itself */
	struct verdicts_seen *files;		/* by file */
	struct git_id tree;			/* see header; of this run's source */
	bool is_listed;				/* what is remembered is all that it lists */
	struct verdicts_remembered *remembered; /* by path */
	size_t n_remembered;
	struct str *names; /* by number in the file, from 0 */
	uint32_t *symbols; /* of those that verdicts_recall may meet */
	uint32_t n_names;
};

extern const char verdicts_magic[8];

/* The header's sum, of what follows it as well. */
uint64_t verdicts_sum(struct verdicts_header header, struct str bytes);

/* How many records, and each of them. Reading is total, see pack.h. */
void verdicts_pack_records(struct pack *k, struct record *const *records, size_t n);
void verdicts_unpack_records(struct record ***records, size_t *n, struct unpack *u, uint32_t file);

/* What was found in a file: n findings, what its comments leave out, and how many more findings there were. */
void verdicts_pack_found(struct pack *k, const struct repo_file *file, const struct finding *found,
    size_t n);

/* Into sink and file. Of bytes that turn out to be nothing of that kind it leaves no trace, and is false. */
bool verdicts_unpack_found(struct unpack *u, struct repo_file *file, struct sink *sink);

#endif
