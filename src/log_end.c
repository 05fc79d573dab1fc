#include "log_ask.h"

int
log_load_end(struct repo **end, struct tool *t, const struct log_query *q)
{
	struct source *source;
	struct sink unsaid = {.arena = &t->arena};
	bool found;
	int status = source_at_commit(&source, &found, &t->arena, t->source, t->source->commit.id);

	if (status)
		return status;
	if (!found)
		source = t->source;
	if (q->n_wishes == 1 && q->wishes->kind != KIND_CHECKIN)
		return repo_load_record(end, &t->arena, source, &unsaid, q->wishes->text);
	return repo_load(end, &t->arena, source, &unsaid);
}
