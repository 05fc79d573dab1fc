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
feedback360_receipts(struct feedback360 *f, struct arena *a, struct repo_text *documents, size_t n)
{
	f->receipts.p = NEW_ARRAY(a, struct str, n);
	for (size_t i = 0; i < n; i++) {
		struct str receipt = feedback360_receipt(a, repo_tree_in(&documents[i]));

		if (receipt.n)
			f->receipts.p[f->receipts.n++] = receipt;
	}
	str_sort(f->receipts.p, f->receipts.n);
}
