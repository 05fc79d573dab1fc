#include "feedback360_part.h"

#include "canonical.h"
#include "sha256.h"

struct str
feedback360_receipt(struct arena *a, const struct node *response)
{
	if (!node_str(node_get(response, S("nonce"))).n)
		return S("");
	return sha256_text(a, canonical_text(a, response));
}

void
feedback360_receipts(struct feedback360 *f, struct arena *a, const struct feedback360_query *q,
    const struct feedback_list *list)
{
	f->receipts.p = NEW_ARRAY(a, struct str, list->n);
	for (size_t i = 0; i < list->n; i++) {
		struct str receipt =
		    feedback360_receipt(a, repo_document(q->repo, a, &list->p[i]->record));

		if (receipt.n)
			f->receipts.p[f->receipts.n++] = receipt;
	}
	str_sort(f->receipts.p, f->receipts.n);
}
