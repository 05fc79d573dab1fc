/* edition: what a file held at some time: the trees of its records, in memory of their own. */
#ifndef EDITION_H
#define EDITION_H

#include "kind.h"
#include "node.h"

/* One record. */
struct edition_doc {
	enum kind kind;
	struct str id; /* p NULL: the file's name is its id */
	const struct node *root;
	uint32_t from; /* byte offset in the file where its document begins */
};

struct edition {
	struct arena arena; /* holds all of it but this struct */
	struct edition_doc *docs;
	size_t n_docs;
	bool broken;	/* it cannot be read: there are no docs */
	struct str why; /* broken */
};

/* What a document that begins at a byte of its file says that it is; false where it does not say of what kind. */
bool edition_doc_read(struct edition_doc *doc, const struct node *root, uint32_t from);

/* Parses the bytes of a file into an edition that is empty yet. Nothing of bytes is referred to afterwards;
 * scratch takes what is needed on the way. */
void edition_parse(struct edition *edition, struct arena *scratch, struct str bytes);

/* Makes it one that cannot be read. */
void edition_break(struct edition *edition, struct str why);

#endif
