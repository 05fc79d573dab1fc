#include "seal.h"

#include <stdlib.h>

#include "canonical.h"
#include "links.h"
#include "report.h"
#include "review.h"
#include "sha256.h"

/* What records say as of a day. */

static bool
is_later(const struct node *date, int32_t day)
{
	int32_t d;

	return date && date_parse(&d, node_str(date)) && d > day;
}

/* Was an entry or value not there yet: a check-in, a replan, the close of a goal, or the day on which
 * something was done or dropped? */
static bool
is_yet_to_come(const struct node *n, int32_t day)
{
	if (n->type == NODE_MAP)
		return is_later(node_get(n, S("date")), day);
	return n->key && (str_is(n->key->text, "done") || str_is(n->key->text, "dropped")) &&
	       is_later(n, day);
}

/* A copy without what was not there yet; what nothing is left of is as good as absent. */
static struct node *
as_of(struct arena *a, const struct node *n, int32_t day)
{
	struct node *copy = arena_copy(a, n, sizeof *n), **end = &copy->first;

	if (n->type != NODE_MAP && n->type != NODE_SEQ)
		return copy;
	copy->n = 0;
	for (const struct node *e = n->first; e; e = e->next) {
		struct node *kept = is_yet_to_come(e, day) ? NULL : as_of(a, e, day);

		if (!kept || kept->type == NODE_NULL)
			continue;
		*end = kept;
		end = &kept->next;
		copy->n++;
	}
	*end = NULL;
	return n->n && !copy->n ? NULL : copy;
}

struct str
seal_digest(struct arena *a, const struct node *root, int32_t day)
{
	struct arena scratch = {0};
	struct node empty = {.type = NODE_MAP}, *copy = as_of(&scratch, root, day), **e;
	struct str digest;

	if (!copy)
		copy = &empty;
	e = &copy->first;
	while (copy->type == NODE_MAP && *e) {
		if (str_is((*e)->key->text, "id")) {
			*e = (*e)->next;
			copy->n--;
		} else {
			e = &(*e)->next;
		}
	}
	digest = sha256_text(a, canonical_text(&scratch, copy));
	arena_free(&scratch);
	return digest;
}

/* Seals. */

static void
add_part(struct seal *seal, struct arena *a, const struct repo *repo, const struct record *r,
    int32_t day)
{
	struct arena scratch = {0};
	const struct node *root = repo_document(repo, &scratch, r);
	struct seal_part *part = vec_push(a, seal);

	part->record = JOIN(a, kind_name((enum kind)r->kind), S(":"), repo_id(repo, r));
	part->digest = root ? seal_digest(a, root, day) : S("");
	arena_free(&scratch);
}

/* What a review is made from, but for acknowledgements, which come after what they are of. False where it
 * is about nobody who is here. */
static bool
add_sources(struct seal *seal, struct arena *a, struct repo *repo, const struct review *v,
    int32_t day)
{
	struct report_query q = {
	    .person = (const struct person *)repo_get(repo, KIND_PERSON, v->about),
	    .period = {v->start, v->due},
	    .cycle = (const struct cycle *)repo_get(repo, KIND_CYCLE, v->cycle),
	    .as_of = day,
	};
	bool *used = NEW_ARRAY(a, bool, repo->n_records);

	if (!q.person || v->start == DATE_NONE || v->due == DATE_NONE)
		return false;
	report_used(used, repo, &q);
	for (size_t i = 0; i < repo->n_records; i++) {
		const struct record *r = repo->records[i];

		if (used[i] && r != &v->record && r->kind != KIND_ACKNOWLEDGEMENT)
			add_part(seal, a, repo, r, day);
	}
	return true;
}

static int
by_record(const void *left, const void *right)
{
	const struct seal_part *a = left, *b = right;

	return str_cmp(a->record, b->record);
}

void
seal_of(struct seal *seal, struct arena *a, struct repo *repo, const struct record *of, int32_t day)
{
	struct str text = S("");

	*seal = (struct seal){0};
	add_part(seal, a, repo, of, day);
	if (of->kind == KIND_REVIEW && !add_sources(seal, a, repo, (const struct review *)of, day))
		return;
	qsort(seal->p, seal->n, sizeof *seal->p, by_record);
	for (size_t i = 0; i < seal->n; i++)
		text = JOIN(a, text, seal->p[i].record, S(" "), seal->p[i].digest, S("\n"));
	seal->digest = sha256_text(a, text);
}

const struct seal_part *
seal_part(const struct seal *seal, struct str record)
{
	const struct seal_part wanted = {.record = record};

	return seal->n ? bsearch(&wanted, seal->p, seal->n, sizeof wanted, by_record) : NULL;
}
