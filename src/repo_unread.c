#include "repo.h"
#include "shape.h"

static void
read_ids(struct repo_unread *u, const struct repo *repo, const struct yaml *y)
{
	u->ids.p = NEW_ARRAY(repo->arena, struct str, y->n_docs);
	for (size_t d = 0; d < y->n_docs; d++) {
		struct str id = node_str(node_get(y->docs[d].root, S("id")));

		if (id.p)
			u->ids.p[u->ids.n++] = str_dup(repo->arena, id);
	}
}

static void
read_file(struct repo_unread *u, struct repo *repo, const struct repo_file *file)
{
	enum source_type type = file->source.type;
	struct arena scratch = {0};
	struct sink sink = {.arena = &scratch};
	const struct yaml *y;
	int error = file->error;

	*u = (struct repo_unread){.file = file, .bytes = S("")};
	if (!error && type == SOURCE_FILE)
		source_read(&u->bytes, &error, file->from, repo->arena, &file->source);
	u->opaque = error || (type != SOURCE_FILE && type != SOURCE_SUBDIR);
	if (!u->opaque) {
		y = yaml_parse(&scratch, &sink, file->path, u->bytes);
		u->parsed = !y->broken;
		read_ids(u, repo, y);
	}
	arena_free(&scratch);
}

static void
find_unread(struct repo *repo)
{
	size_t n = 0;

	for (size_t i = 0; i < repo->n_files; i++)
		n += repo->files[i].broken;
	repo->unread = NEW_ARRAY(repo->arena, struct repo_unread, n);
	for (size_t i = 0; i < repo->n_files; i++)
		if (repo->files[i].broken)
			read_file(&repo->unread[repo->n_unread++], repo, &repo->files[i]);
}

/* The name of a skill or role without its framework. */
static struct str
bare_name(struct str name)
{
	size_t slash = str_index(name, '/');

	return slash < name.n ? str_sub(name, slash + 1, name.n) : name;
}

/* Bytes that are searched at most: enough for a thousand names in a large file. */
enum { SEARCHED_MOST = 64 << 20 };

static bool
may_hold(struct repo *repo, const struct repo_unread *u, struct str id, bool named)
{
	repo->searched += u->bytes.n + u->ids.n;
	if (u->opaque || repo->searched > SEARCHED_MOST || str_eq(path_stem(u->file->path), id))
		return true;
	for (uint32_t i = 0; i < u->ids.n; i++)
		if (str_eq(u->ids.p[i], id))
			return true;
	if (named)
		id = bare_name(id);
	return (named || !u->parsed) && str_find(u->bytes, id) < u->bytes.n;
}

const struct repo_file *
repo_suspect(struct repo *repo, size_t *at, struct str id, uint32_t refers)
{
	if (!repo->unread)
		find_unread(repo);
	while (*at < repo->n_unread) {
		const struct repo_unread *u = &repo->unread[(*at)++];

		if (may_hold(repo, u, id, refers & (REF_SKILL | REF_ROLE)))
			return u->file;
	}
	return NULL;
}
