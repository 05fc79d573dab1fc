#include "log_part.h"

#include "grid.h"
#include "view_changes.h"

enum { INDENT = 4 };

/* Said of a merge that is shown: what the parents have is not. */
static const char EVIL_MERGE[] = "evil merge: none of its parents has this";

/* "6e9a7efe35  2026-09-30  Ada Okafor (ada)", and of a merge what it means that it is shown */
static void
print_commit(struct out *o, const struct log *log, const struct history_commit *c, bool colour)
{
	struct str person = log_person(log, c);
	char id[41], date[11];

	tone_print(o, str_sub(str_of(git_id_text(id, c->id)), 0, 10), TONE_WARN, colour);
	out_fmt(o, "  %s  ", date_text(date, git_when_day(c->when)));
	out_term(o, c->author_name);
	out_text(o, person.p ? " (" : " <");
	out_term(o, person.p ? person : c->author_email);
	out_char(o, person.p ? ')' : '>');
	if (c->merge)
		out_fmt(o, "  %s", EVIL_MERGE);
	out_char(o, '\n');
}

struct print {
	struct out *out;
	const struct log_style *style;
	struct view_changes view;
	struct log_patches patches;
	struct arena scratch;
	int status; /* of an error that was said */
};

/* The lines of a patch as Git colours them, below the words. */
static void
print_patch(struct print *p, struct str patch)
{
	static const enum tone tones[256] =
	    {['-'] = TONE_BAD, ['+'] = TONE_GOOD, ['@'] = TONE_PLACE};
	struct str line;

	for (size_t n = 0; patch.n; n++) {
		struct out text;

		str_cut(&line, &patch, patch, '\n');
		out_init(&text, &p->scratch, -1);
		out_term_lines(&text, line);
		out_pad(p->out, ' ', (size_t)2 * INDENT);
		tone_print(p->out, out_all(&text),
		    n < 2 ? TONE_STRONG : tones[(unsigned char)*line.p], p->style->colour);
		out_char(p->out, '\n');
	}
}

static void
print_record(struct print *p, const struct log_record *r)
{
	struct arena_mark mark = arena_mark(&p->scratch);
	struct str patch = S("");

	view_changes_text(&p->view, r->kind, r->id, r->path, &r->changes);
	if (p->style->patches)
		p->status = log_patch(&patch, &p->patches, &p->scratch, r);
	if (!p->status)
		print_patch(p, patch);
	arena_rewind(&p->scratch, mark);
}

int
log_print_text(struct out *o, const struct log *log, const struct log_style *style)
{
	struct print p = {.out = o,
	    .style = style,
	    .view = {.out = o, .indent = INDENT, .width = style->width},
	    .patches.source = style->patches};
	bool first = true;

	for (size_t commit = log->commits.n; commit-- && !p.status;) {
		struct arena_mark mark = arena_mark(&p.scratch);
		struct log_records records;

		p.status = log_read(&records, &p.scratch, log, commit);
		if (records.n && !first)
			out_char(o, '\n');
		if (records.n)
			print_commit(o, log, log->commits.p[commit].commit, style->colour);
		first = first && !records.n;
		for (size_t i = 0; i < records.n && !p.status; i++)
			print_record(&p, &records.p[i]);
		arena_rewind(&p.scratch, mark);
	}
	arena_free(&p.view.scratch);
	arena_free(&p.scratch);
	return p.status;
}

/* A commit as it stands in each of its lines. */
struct commit_words {
	const struct history_commit *commit;
	char id[41], when[32];
	struct str person; /* p NULL: nobody's address */
};

static void
print_json(struct json *j, const struct commit_words *words, const struct log_record *r,
    const struct change *c)
{
	json_object(j);
	json_put_int(j, "version", 1);
	json_put_str(j, "commit", str_of(words->id));
	json_put_str(j, "date", str_of(words->when));
	json_key(j, "author");
	json_object(j);
	json_put_str(j, "name", words->commit->author_name);
	json_put_str(j, "email", words->commit->author_email);
	json_put_str(j, "person", words->person);
	json_end(j);
	json_put_str(j, "kind", r->kind ? kind_name(r->kind) : (struct str){NULL, 0});
	json_put_str(j, "id", r->id);
	json_put_str(j, "path", r->path);
	json_put_str(j, "from_path", r->from_path);
	view_change_json(j, c);
	json_end(j);
}

static void
print_commit_json(struct json *j, struct arena *a, const struct log *log,
    const struct history_commit *c, const struct log_records *records)
{
	struct commit_words words = {.commit = c, .person = log_person(log, c)};

	git_id_text(words.id, c->id);
	git_when_text(words.when, c->when);
	for (size_t i = 0; i < records->n; i++)
		for (size_t k = 0; k < records->p[i].changes.n; k++) {
			struct change *change = &records->p[i].changes.p[k];

			if (c->merge)
				change->text =
				    str_fmt(a, "%.*s (%s)", SV(change->text), EVIL_MERGE);
			print_json(j, &words, &records->p[i], change);
		}
}

int
log_print_ndjson(struct out *o, const struct log *log)
{
	struct arena scratch = {0};
	struct json j;
	int status = 0;

	json_init(&j, o, false);
	for (size_t commit = log->commits.n; commit-- && !status;) {
		struct arena_mark mark = arena_mark(&scratch);
		struct log_records records;

		status = log_read(&records, &scratch, log, commit);
		print_commit_json(&j, &scratch, log, log->commits.p[commit].commit, &records);
		arena_rewind(&scratch, mark);
	}
	arena_free(&scratch);
	return status;
}
