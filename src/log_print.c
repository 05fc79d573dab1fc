#include "log_part.h"

#include "grid.h"
#include "view_changes.h"

enum { INDENT = 4 };

/* The records of one commit, the newest commit first: [*from, *to) below the place to. False where
 * none is left. */
static bool
previous_commit(size_t *from, size_t *to, const struct log *log)
{
	const struct log_record *all = log->records.p;

	*to = *from;
	if (!*to)
		return false;
	for (*from = *to - 1; *from && all[*from - 1].commit == all[*to - 1].commit; --*from)
		;
	return true;
}

/* "6e9a7efe35  2026-09-30  Ada Okafor (ada)" */
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
	out_text(o, person.p ? ")\n" : ">\n");
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
	size_t from = log->records.n, to;

	while (!p.status && previous_commit(&from, &to, log)) {
		if (to < log->records.n)
			out_char(o, '\n');
		print_commit(o, log, log->records.p[from].commit, style->colour);
		for (size_t i = from; i < to && !p.status; i++)
			print_record(&p, &log->records.p[i]);
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

void
log_print_ndjson(struct out *o, const struct log *log)
{
	size_t from = log->records.n, to;
	struct json j;

	json_init(&j, o, false);
	while (previous_commit(&from, &to, log)) {
		struct commit_words words = {.commit = log->records.p[from].commit};

		git_id_text(words.id, words.commit->id);
		git_when_text(words.when, words.commit->when);
		words.person = log_person(log, words.commit);
		for (size_t i = from; i < to; i++)
			for (size_t k = 0; k < log->records.p[i].changes.n; k++)
				print_json(&j, &words, &log->records.p[i],
				    &log->records.p[i].changes.p[k]);
	}
}
