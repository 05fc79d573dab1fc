#include "check.h"

#include "cycle.h"
#include "feedback.h"
#include "links.h"
#include "request.h"

static void
check_audience(struct check *c, const struct record *r)
{
	enum audience readers = (enum audience)c->repo->workspace.readers;

	if (!r->audience || !readers || r->audience >= readers)
		return;
	check_add(c, RULE_AUDIENCE, r, S("/audience"),
	    str_fmt(c->arena,
		"this is for \"%s\", but \"%s\" can read the workspace: Git cannot hide one file",
		audience_words[r->audience - 1], audience_words[readers - 1]),
	    "keep it in a repository of its own, joined by imports; deletion here is not erasure");
}

/* The collector's own workspace, which nobody else reads, is where responses belong. */
static void
check_response(struct check *c, const struct record *r, uint32_t cycle)
{
	const struct cycle *of = links_confidential(c->repo, cycle);

	if (!of || c->repo->workspace.readers == AUDIENCE_SELF)
		return;
	check_add(c, RULE_CONFIDENTIAL_RESPONSE, r, S("/cycle"),
	    str_fmt(c->arena, "cycle \"%.*s\" is confidential: no single %s of it belongs here",
		SV(repo_id(c->repo, &of->record)),
		r->kind == KIND_REQUEST ? "request" : "response"),
	    "hand it to the collector; what was committed stays in the history");
}

void
check_privacy(struct check *c)
{
	const struct record *r;

	for (size_t i = 0; i < c->repo->n_records; i++)
		if (!c->repo->records[i]->imported)
			check_audience(c, c->repo->records[i]);
	for (size_t i = 0; (r = check_next(c, KIND_FEEDBACK, &i));)
		check_response(c, r, ((const struct feedback *)r)->cycle);
	for (size_t i = 0; (r = check_next(c, KIND_REQUEST, &i));)
		check_response(c, r, ((const struct request *)r)->cycle);
}
