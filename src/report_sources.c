#include "report_part.h"

/* Git's short id of bytes as a blob. */
static struct str
short_id(struct report *r, struct git_id id)
{
	char text[41];

	return str_sub(str_dup(r->arena, str_of(git_id_text(text, id))), 0, 12);
}

/* The same of bytes that are read for it; "" where they cannot be. */
static struct str
hash(struct report *r, struct source *source, const struct source_file *file, struct str path)
{
	struct arena scratch = {0};
	struct str bytes = S("");
	struct git_id id;
	int error = 0;

	if (file)
		source_read(&bytes, &error, source, &scratch, file);
	else
		source_read_path(&bytes, &error, source, &scratch, path);
	if (!error)
		error = git_hash_blob(&id, bytes);
	arena_free(&scratch);
	return error ? S("") : short_id(r, id);
}

static void
write_source(struct report *r, struct str record, struct str path, struct str blob)
{
	report_row(r);
	report_cell(r, record);
	report_cell(r, path);
	report_cell(r, blob);
	report_row_end(r);
}

void
report_sources(struct report *r)
{
	static const char *const titles[] = {"Record", "File", "Blob"};
	struct repo *repo = r->repo;

	report_heading(r, 2, "Sources");
	report_say(r, "What this review was made from. A blob is Git's id of a file's content.");
	report_head(r, titles, "lll");
	write_source(r, kind_name(KIND_WORKSPACE), S("whet.yaml"),
	    hash(r, repo->source, NULL, S("whet.yaml")));
	for (size_t i = 0; i < repo->n_records; i++) {
		const struct record *record = repo->records[i];
		const struct repo_file *file = &repo->files[record->file];

		if (r->used[i])
			write_source(r,
			    str_fmt(r->arena, "%s:%.*s", kinds[record->kind].name,
				SV(repo_id(repo, record))),
			    file->path,
			    file->source.has_id ? short_id(r, file->source.id)
						: hash(r, file->from, &file->source, S("")));
	}
}
