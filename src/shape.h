/* The schemas of the kinds, and what a document must be before it is a record. */
#ifndef SHAPE_H
#define SHAPE_H

#include "kind.h"
#include "schema.h"
#include "yaml.h"

/* The compiled schema of a kind, made when first asked for and kept for all workspaces; from any
 * thread. Never NULL: ours compile. */
const struct schema *shape_of(enum kind kind);

/* The same of a policy, which whet.yaml may extend. */
const struct schema *shape_of_policy(void);

/* The same of records of any kind. */
const struct schema *shape_of_record(void);

/* The schemas that a workspace has of its own; they live in a. */
struct shapes;

struct shapes *shapes_new(struct arena *a);

/* Records of a kind have to satisfy a schema of the team's own too, which must outlive the shapes.
 * Its findings name its title, or else its file's path. Before there are threads. */
void shape_add(struct shapes *shapes, enum kind kind, struct schema *schema, struct str path);

/* That schema; NULL where there is none. */
const struct schema *shape_own(const struct shapes *shapes, enum kind kind);

/* Validates a document; what is wrong goes to sink. */
void shape_validate(struct sink *sink, struct yaml *y, const struct node *root,
    const struct schema *schema, struct schema_scratch *scratch);

/* Reports texts of a document that a comment cuts off. */
void shape_prose(struct sink *sink, struct yaml *y, const struct node *root, const struct table *t);

/* Checks one document of a file and returns its kind; KIND_NONE where it is no record. What is
 * wrong goes to sink with kind and id filled in. id is what names the record: its `id`, else stem.
 * own: is the file the workspace's own, so that the team's schemas hold for it? */
enum kind shape_check(struct str *id, struct shapes *shapes, struct sink *sink, struct yaml *y,
    const struct node *root, bool own, struct schema_scratch *scratch);

/* The id that a file gives a record without one: its name without folder and ending. */
struct str path_stem(struct str path);

/* ^[a-z0-9][a-z0-9._-]*$ */
bool id_is_valid(struct str id);

#endif
