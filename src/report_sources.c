#include "report_part.h"

/* What identifies the bytes of a file: Git's id of them as a blob, "" where they cannot be read. */
static struct str
blob_of(struct report *r, const struct repo_file *file)
{
	struct git_id id = file->source.id;
	char text[41];

	if (!file->source.has_id) {
		struct arena scratch = {0};
		struct str bytes;
		int error = 0;

		source_read(&bytes, &error, file->from, &scratch, &file->source);
		if (!error)
			error = git_hash_blob(&id, bytes);
		arena_free(&scratch);
		if (error)
			return S("");
	}
	return str_sub(str_dup(r->arena, str_of(git_id_text(text, id))), 0, 12);
}

void
report_sources(struct report *r)
{
	static const char *const titles[] = {"Record", "File", "Blob"};

	report_heading(r, 2, "Sources");
	report_say(r, "What this review was made from; a blob is Git's id of the file's content.");
	report_head(r, titles, "lll");
	for (size_t i = 0; i < r->repo->n_records; i++) {
		const struct record *record = r->repo->records[i];

		if (!r->used[i])
			continue;
		report_row(r);
		report_cell(r, str_fmt(r->arena, "%s:%.*s", kinds[record->kind].name,
			SV(repo_id(r->repo, record))));
		report_cell(r, repo_path(r->repo, record));
		report_cell_words(r, "%.*s", SV(blob_of(r, &r->repo->files[record->file])));
		report_row_end(r);
	}
}
