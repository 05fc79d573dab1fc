#include "report_part.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "json.h"
#include "prose.h"
#include "team.h"

enum { BAR_CELLS = 10 };

const struct record *
report_use(struct report *r, const struct record *record)
{
	if (record)
		r->used[record->index] = true;
	return record;
}

struct str
report_period_name(struct arena *a, const struct repo *repo, struct period period,
    const struct cycle *cycle)
{
	if (cycle)
		return repo_id(repo, &cycle->record);
	return period_name(a, period, workspace_fiscal_month(&repo->workspace));
}

struct str
report_name(struct report *r, uint32_t who)
{
	const struct record *person = report_use(r, repo_get(r->repo, KIND_PERSON, who));
	const struct record *team = report_use(r, repo_get(r->repo, KIND_TEAM, who));
	struct str name = S("");

	if (person)
		name = ((const struct person *)person)->name;
	else if (team)
		name = ((const struct team *)team)->name;
	return name.n ? name : repo_str(r->repo, who);
}

struct str
report_title_of(struct report *r, const struct record *record)
{
	struct str title = summary_of(record).title;

	return title.n ? title : repo_id(r->repo, record);
}

struct str
report_plain(struct report *r, const char *word)
{
	char *plain = str_c(r->arena, str_of(word));

	for (char *p = plain; *p; p++)
		if (*p == '-')
			*p = ' ';
	return str_of(plain);
}

const char *
report_commitment(const struct goal *goal)
{
	enum commitment c =
	    goal->commitment ? (enum commitment)goal->commitment : COMMITMENT_COMMITTED;

	return commitment_words[c - 1];
}

struct str
report_pace(struct report *r, enum pace pace)
{
	return report_plain(r, pace_names[pace]);
}

struct str
report_pace_of(struct report *r, const struct goal_progress *g)
{
	struct str pace = report_pace(r, (enum pace)g->pace);

	if (g->pace != PACE_CLOSED || !g->goal->close->outcome)
		return pace;
	return str_fmt(r->arena, "%.*s (%s)", SV(pace), outcome_words[g->goal->close->outcome - 1]);
}

/* Lines and paragraphs. */

void
report_heading(struct report *r, int level, const char *words)
{
	out_pad(r->o, '#', (size_t)level);
	out_fmt(r->o, " %s\n\n", words);
}

void
report_say(struct report *r, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	out_str(r->o, str_vfmt(r->arena, fmt, args));
	va_end(args);
	out_text(r->o, "\n\n");
}

void
report_gap(struct report *r)
{
	while (!str_ends(out_all(r->o), S("\n\n")))
		out_char(r->o, '\n');
}

void
report_line(struct report *r, const char *before, struct str text, const char *after)
{
	out_text(r->o, before);
	prose_line(r->o, text);
	out_text(r->o, after);
}

void
report_prose(struct report *r, const struct record *record, struct prose prose)
{
	struct str text = repo_prose(r->repo, record, prose);
	size_t before = r->o->n;

	prose_blocks(r->o, text, REPORT_HEADING, "");
	if (r->o->n > before)
		out_char(r->o, '\n');
}

/* Is what prose_blocks wrote one paragraph? Any other block begins with a mark that it would have
 * escaped in a paragraph. */
static bool
is_paragraph(struct str blocks)
{
	size_t digits = 0;

	if (!blocks.n || str_find(blocks, S("\n\n")) < blocks.n || strchr("#>", blocks.p[0]))
		return false;
	if (str_starts(blocks, S("```")) || str_starts(blocks, S("___")))
		return false;
	if (strchr("*+-", blocks.p[0]) && (blocks.n == 1 || strchr(" \n", blocks.p[1])))
		return false;
	while (digits < blocks.n && isdigit((unsigned char)blocks.p[digits]))
		digits++;
	return !digits || digits == blocks.n || !strchr(".)", blocks.p[digits]);
}

void
report_text_words(struct report *r, struct str prose, const char *indent)
{
	struct out blocks;

	out_init(&blocks, r->arena, -1);
	prose_blocks(&blocks, prose, REPORT_HEADING, indent);
	if (is_paragraph(out_all(&blocks))) {
		out_char(r->o, ' ');
		out_str(r->o, out_all(&blocks));
	} else if (blocks.n) {
		out_fmt(r->o, "\n\n%s", indent);
		out_str(r->o, out_all(&blocks));
		out_text(r->o, *indent ? "\n" : "");
	} else {
		out_char(r->o, '\n');
	}
}

void
report_words(struct report *r, const struct record *record, struct prose prose, const char *indent)
{
	report_text_words(r, repo_prose(r->repo, record, prose), indent);
}

/* Tables. */

void
report_row(struct report *r)
{
	out_char(r->o, '|');
}

void
report_cell(struct report *r, struct str text)
{
	report_line(r, text.n ? " " : "", text, " |");
}

void
report_cell_words(struct report *r, const char *fmt, ...)
{
	struct str words;
	va_list args;

	va_start(args, fmt);
	words = str_vfmt(r->arena, fmt, args);
	va_end(args);
	out_fmt(r->o, words.n ? " %.*s |" : "%.*s |", SV(words));
}

void
report_row_end(struct report *r)
{
	out_char(r->o, '\n');
}

void
report_rule(struct report *r, const char *columns)
{
	report_row(r);
	for (; *columns; columns++)
		out_text(r->o, *columns == 'r' ? "---:|" : "---|");
	report_row_end(r);
}

void
report_head(struct report *r, const char *const *titles, const char *columns)
{
	report_row(r);
	for (size_t i = 0; columns[i]; i++)
		report_cell_words(r, "%s", titles[i]);
	report_row_end(r);
	report_rule(r, columns);
}

/* Words for figures. */

struct str
report_bar(struct report *r, double share)
{
	double cells = fmin(fmax(share, 0), 1) * BAR_CELLS;
	int full = (int)(cells + 0.5);
	char percent[32];
	struct out o;

	if (isnan(share))
		return S("");
	if (full == 0 && share > PROGRESS_TOLERANCE)
		full = 1;
	if (full == BAR_CELLS && share < 1 - PROGRESS_TOLERANCE)
		full = BAR_CELLS - 1;
	out_init(&o, r->arena, -1);
	for (int i = 0; i < BAR_CELLS; i++)
		out_text(&o, i < full ? "\u2588" : "\u2591");
	out_fmt(&o, " %s", percent_text(percent, share));
	return out_all(&o);
}

struct str
report_number(struct report *r, double number)
{
	char text[32];

	if (isnan(number))
		return S("");
	return str_dup(r->arena, str_of(number_text(text, round(number * 100) / 100)));
}

struct str
report_dates(struct report *r, int32_t start, int32_t due)
{
	char from[11], to[11];

	if (start == DATE_NONE || due == DATE_NONE || start == due)
		return str_dup(r->arena, str_of(date_text(from, due == DATE_NONE ? start : due)));
	return str_fmt(r->arena, "%s to %s", date_text(from, start), date_text(to, due));
}

/* References and evidence. */

static void
write_id(struct report *r, struct ref ref)
{
	struct str id = str_fmt(r->arena, "%s%s%.*s", kinds[ref.kind].name, ref.kind ? ":" : "",
	    SV(repo_str(r->repo, ref.id)));

	prose_line(r->o, id);
}

static void
write_feedback(struct report *r, const struct feedback *f)
{
	char date[11];

	report_line(r, "feedback by ", f->outsider ? f->outsider->name : report_name(r, f->from),
	    "");
	out_fmt(r->o, " of %s", date_text(date, f->date));
}

static void
write_review(struct report *r, const struct review *v)
{
	struct period period = {v->start, v->due};
	const struct cycle *cycle = (const struct cycle *)repo_get(r->repo, KIND_CYCLE, v->cycle);

	out_text(r->o, "the review");
	if (v->start != DATE_NONE)
		report_line(r, " of ", report_period_name(r->arena, r->repo, period, cycle), "");
	report_line(r, " by ", report_name(r, v->by), "");
}

void
report_reference(struct report *r, struct ref ref)
{
	const struct record *to = repo_resolve(r->repo, ref, REF_ANY);
	struct summary s;

	if (!to) {
		write_id(r, ref);
		return;
	}
	report_use(r, to);
	s = summary_of(to);
	if (to->kind == KIND_FEEDBACK)
		write_feedback(r, (const struct feedback *)to);
	else if (to->kind == KIND_REVIEW)
		write_review(r, (const struct review *)to);
	else if (to->kind == KIND_NOTE)
		report_line(r, "the note of ", report_dates(r, s.start, DATE_NONE), "");
	else if (s.title.n)
		report_line(r, "", s.title, "");
	else
		write_id(r, ref);
}

/* May it stand in <>, as a link that is its own text? */
static bool
is_plain_link(struct str text)
{
	if (!str_starts(text, S("https://")) && !str_starts(text, S("http://")))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (!isalnum((unsigned char)text.p[i]) && !strchr("-._~:/?#=%+,;@!", text.p[i]))
			return false;
	return true;
}

void
report_evidence(struct report *r, const struct texts *evidence)
{
	for (uint32_t i = 0; i < evidence->n; i++) {
		struct ref ref = ref_parse(evidence->p[i], r->repo->intern);

		if (i)
			out_text(r->o, ", ");
		if (ref.kind)
			report_reference(r, ref);
		else if (is_plain_link(evidence->p[i]))
			out_fmt(r->o, "<%.*s>", SV(evidence->p[i]));
		else
			prose_line(r->o, evidence->p[i]);
	}
	out_char(r->o, '\n');
}
