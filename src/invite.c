#include "invite.h"

#include <string.h>

#include "file.h"
#include "say.h"
#include "scalar.h"

/* The last day on which an answer helps. */
static int32_t
due_of(const struct cycle *c)
{
	return c->closes != DATE_NONE ? c->closes : c->due;
}

/* An id that neither a record nor a file has, CYCLE-PERSON or with a number behind it; and the path
 * of its file. */
static struct str
free_id(struct str *path, struct tool *t, const struct collector *c, const struct person *about)
{
	struct str root = c->repo->source->root;
	struct str stem = str_fmt(&t->arena, "%.*s-%.*s", SV(repo_id(c->repo, &c->cycle->record)),
	    SV(repo_id(c->repo, &about->record)));
	struct str id = stem;

	for (unsigned n = 2;; n++) {
		*path = str_fmt(&t->arena, "%.*s%s/%.*s.yaml", SV(root), kinds[KIND_REQUEST].folder,
		    SV(id));
		if (!repo_find(c->repo, KIND_REQUEST, id) && !file_exists(path->p))
			return id;
		id = str_fmt(&t->arena, "%.*s-%u", SV(stem), n);
	}
}

/* The id of a record as YAML has it. */
static struct str
written_id(struct tool *t, const struct collector *c, const struct record *r)
{
	return scalar_text(&t->arena, repo_id(c->repo, r), false);
}

/* Writes the request of the n entries from entry on, all about one person. */
static int
write_request(struct tool *t, const struct collector *c, const struct rota_entry *entry, size_t n)
{
	struct str path, id = free_id(&path, t, c, entry->about);
	struct out text;
	char date[11], due[11];
	int error;

	out_init(&text, &t->arena, -1);
	out_fmt(&text, "kind: request\nid: %.*s\nabout: %.*s\nasked:\n",
	    SV(scalar_text(&t->arena, id, false)), SV(written_id(t, c, &entry->about->record)));
	for (size_t i = 0; i < n; i++)
		out_fmt(&text, "  - %.*s\n", SV(written_id(t, c, &entry[i].from->record)));
	out_fmt(&text, "date: %s\ndue: %s\ncycle: %.*s\n", date_text(date, t->as_of),
	    date_text(due, due_of(c->cycle)), SV(written_id(t, c, &c->cycle->record)));
	error = file_create(path.p, out_all(&text));
	if (error) {
		say("cannot write %.*s: %s", SV(path), strerror(error));
		return EXIT_ENVIRONMENT;
	}
	out_fmt(&t->out, "%.*s\n", SV(path));
	return 0;
}

static int
check(struct tool *t, const struct collector *c)
{
	int32_t due = due_of(c->cycle);
	char day[11];

	if (t->rev)
		return tool_usage(t, "--rev: requests are written to the working tree");
	if (!c->repo->source->root.n)
		return tool_usage(t, "a bare repository has no working tree to write to: clone it");
	if (due != DATE_NONE && t->as_of > due)
		return tool_usage(t, "the cycle closed on %s: nobody is asked any more",
		    date_text(day, due));
	return 0;
}

int
invite(struct tool *t, const struct collector *c, const struct rota *rota)
{
	int status = check(t, c);
	size_t n;

	for (size_t i = 0; i < rota->entries.n && !status; i += n) {
		const struct rota_entry *first = &rota->entries.p[i];

		for (n = 1; i + n < rota->entries.n && first[n].about == first->about;)
			n++;
		status = write_request(t, c, first, n);
	}
	return status;
}
