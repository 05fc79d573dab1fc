/* What a command line asks for, and what of it there is not. */
#include "log_ask.h"

#include "shape.h"

/* KIND:ID, a path, or else a person or team. */
static int
read_wish(struct wish *wish, struct tool *t, const char *word)
{
	struct str text = str_of(word), kind, id, path;
	int status;

	*wish = (struct wish){.type = WISH_WHO, .text = text};
	if (str_cut(&kind, &id, text, ':') && kind_of(kind)) {
		*wish = (struct wish){.type = WISH_RECORD, .kind = kind_of(kind), .text = id};
		return 0;
	}
	status = tool_path(&path, t, word);
	if (!status && (!id_is_valid(text) || str_ends(text, S(".yaml")) ||
			   str_ends(text, S(".yml")) || source_has(t->source, &t->arena, path)))
		*wish = (struct wish){.type = WISH_PATH, .text = path};
	return status;
}

static void
add_filter(struct log_query *q, enum wish_type type, const char *word)
{
	if (word)
		q->wishes[q->n_all++] = (struct wish){.type = type, .text = str_of(word)};
}

static int
read_kinds(struct log_query *q, struct tool *t, const struct opt_list *words)
{
	int status = 0;

	for (size_t i = 0; i < words->n && !status; i++) {
		enum kind kind;

		status = tool_kind(&kind, t, words->p[i], true);
		q->kinds |= 1u << kind;
	}
	return status;
}

int
log_ask(struct log_query *q, struct tool *t, const struct log_words *words)
{
	int status = tool_day(&q->since, t, "since", words->since);

	if (!status)
		status = tool_day(&q->until, t, "until", words->until);
	if (!status)
		status = read_kinds(q, t, &words->kinds);
	q->wishes = NEW_ARRAY(&t->arena, struct wish, t->operands.n + 2);
	q->n_wishes = t->operands.n;
	for (size_t i = 0; i < q->n_wishes && !status; i++)
		status = read_wish(&q->wishes[i], t, t->operands.p[i]);
	q->n_all = q->n_wishes;
	add_filter(q, WISH_TEAM, words->team);
	add_filter(q, WISH_AUTHOR, words->author);
	return status;
}

int
log_ask_period(struct log_query *q, struct tool *t, const char *word)
{
	struct period p;
	int status = word ? tool_period(&p, t, word) : 0;

	if (!word || status)
		return status;
	if (q->since == DATE_NONE || q->since < p.start)
		q->since = p.start;
	if (q->until == DATE_NONE || q->until > p.end)
		q->until = p.end;
	return 0;
}

bool
log_asks_for_records(const struct log_query *q)
{
	for (size_t i = 0; i < q->n_all; i++)
		if (q->wishes[i].type != WISH_RECORD && q->wishes[i].type != WISH_AUTHOR)
			return false;
	return q->n_wishes;
}

bool
log_is_met(const struct log_query *q)
{
	for (size_t i = 0; i < q->n_all; i++)
		if (!q->wishes[i].met)
			return false;
	return true;
}

void
log_say_unmet(struct tool *t, const struct log_query *q)
{
	static const char *const names[] = {
	    [WISH_WHO] = "person or team",
	    [WISH_PATH] = "record's file at",
	    [WISH_TEAM] = "team",
	    [WISH_AUTHOR] = "author",
	};

	for (size_t i = 0; i < q->n_all; i++) {
		const struct wish *w = &q->wishes[i];
		const char *what = w->type == WISH_RECORD ? kinds[w->kind].name : names[w->type];

		if (w->met)
			continue;
		if (w->guess.best.p)
			tool_usage(t, "history has no %s \"%.*s\", did you mean \"%.*s\"?", what,
			    SV(w->text), SV(w->guess.best));
		else
			tool_usage(t, "history has no %s \"%.*s\"", what, SV(w->text));
		tool_worst(t, EXIT_USAGE);
	}
}
