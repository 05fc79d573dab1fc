#include "receipt.h"

#include <string.h>

#include "feedback360.h"
#include "file.h"
#include "say.h"

/* Says of one person whether the receipt is among those published. */
static int
look_up(struct tool *t, const struct node *response, struct str about, struct str digest)
{
	struct feedback360 f;
	struct feedback360_query q = {.repo = t->repo,
	    .shared = t->repo,
	    .person = (const struct person *)repo_find(t->repo, KIND_PERSON, about),
	    .cycle = (const struct cycle *)repo_find(t->repo, KIND_CYCLE,
		node_str(node_get(response, S("cycle")))),
	    .as_of = t->as_of};

	out_term(&t->out, about);
	if (!q.person || !q.cycle || !feedback360_published(&f, &t->arena, &q)) {
		out_text(&t->out, ": no results are published here\n");
		return EXIT_FINDINGS;
	}
	for (uint32_t i = 0; i < f.receipts.n; i++)
		if (str_eq(f.receipts.p[i], digest)) {
			out_fmt(&t->out, ": counted, %.*s\n", SV(digest));
			return 0;
		}
	out_fmt(&t->out, ": not among those counted, %.*s\n", SV(digest));
	return EXIT_FINDINGS;
}

static int
look_up_all(struct tool *t, const struct node *response, struct str digest)
{
	const struct node *about = node_get(response, S("about"));
	int worst = 0;

	if (!about || about->type != NODE_SEQ)
		return look_up(t, response, node_str(about), digest);
	for (const struct node *n = about->first; n; n = n->next) {
		int status = look_up(t, response, node_str(n), digest);

		worst = status > worst ? status : worst;
	}
	return worst;
}

int
receipt(struct tool *t, const char *file)
{
	struct sink sink = {.arena = &t->arena};
	struct str bytes;
	int error = file_read(&bytes, &t->arena, file, false), worst = 0;
	const struct yaml *y;
	size_t found = 0;

	if (error) {
		say("%s: %s", file, strerror(error));
		return EXIT_ENVIRONMENT;
	}
	y = yaml_parse(&t->arena, &sink, str_of(file), bytes);
	for (size_t i = 0; i < y->n_docs; i++) {
		const struct node *root = y->docs[i].root;
		struct str digest = feedback360_receipt(&t->arena, root);
		int status = digest.n ? look_up_all(t, root, digest) : 0;

		found += digest.n > 0;
		worst = status > worst ? status : worst;
	}
	if (!found)
		return tool_usage(t,
		    "%s holds no answer with a `nonce`: without one there are no receipts", file);
	return worst;
}
