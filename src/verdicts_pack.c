#include "verdicts_part.h"

static struct record *
unpack_record(struct unpack *u, uint32_t file, struct arena *a)
{
	struct record *r, head;
	uint8_t kind, valid;

	unpack_bytes(u, &kind, sizeof kind);
	unpack_bytes(u, &valid, sizeof valid);
	head = (struct record){.id = unpack_symbol(u), .file = file, .kind = kind, .valid = valid};
	head.document = (uint16_t)unpack_number(u);
	head.from = unpack_number(u);
	head.to = unpack_number(u);
	if (u->failed || kind == KIND_NONE || kind >= KIND_WORKSPACE || head.from > head.to ||
	    head.to > u->size) {
		u->failed = true;
		return NULL;
	}
	r = arena_alloc(a, kinds[kind].table->size);
	*r = head;
	unpack_fields(u, r, kinds[kind].table);
	return r;
}

void
verdicts_unpack_records(struct record ***records, size_t *n, struct unpack *u, uint32_t file)
{
	uint32_t count = unpack_number(u);

	u->failed = u->failed || count > u->rest.n;
	*records = u->failed ? NULL : NEW_ARRAY(u->arena, struct record *, count);
	for (*n = 0; !u->failed && *n < count; ++*n)
		(*records)[*n] = unpack_record(u, file, u->arena);
	u->failed = u->failed || u->rest.n;
}

static enum rule
unpack_rule(struct unpack *u)
{
	uint32_t rule = unpack_number(u);

	u->failed = u->failed || rule >= RULES;
	return u->failed ? 0 : (enum rule)rule;
}

static void
unpack_ignore(struct unpack *u, struct ignores *ignores)
{
	struct ignore *ignore = vec_push(u->arena, ignores);

	ignore->rule = unpack_rule(u);
	ignore->wrong = unpack_text(u);
	ignore->covers = unpack_number(u);
	ignore->line = unpack_number(u);
	ignore->column = unpack_number(u);
	ignore->width = unpack_number(u);
	ignore->used = unpack_number(u) != 0;
}

static void
unpack_finding(struct unpack *u, struct sink *sink, struct str path)
{
	struct finding *f = sink_add(sink, unpack_rule(u));

	f->path = path;
	f->line = unpack_number(u);
	f->column = unpack_number(u);
	f->width = unpack_number(u);
	f->instead = unpack_number(u) != 0;
	f->message = unpack_text(u);
	f->help = unpack_text(u);
	f->kind = unpack_text(u);
	f->id = unpack_text(u);
	f->pointer = unpack_text(u);
}

/* What is known of a file besides its records. */
static void
unpack_found(struct unpack *u, struct repo_file *file, struct sink *sink)
{
	uint32_t n;

	for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
		file->tally.more[s] = unpack_number(u);
	for (n = unpack_number(u); n && !u->failed; n--)
		unpack_ignore(u, &file->ignores);
	for (n = unpack_number(u); n && !u->failed; n--)
		unpack_finding(u, sink, file->path);
	u->failed = u->failed || u->rest.n;
}

bool
verdicts_unpack_found(struct unpack *u, struct repo_file *file, struct sink *sink)
{
	struct sink_mark before = sink_mark(sink);

	unpack_found(u, file, sink);
	file->failed = sink_failed_since(sink, before);
	if (!u->failed)
		return true;
	sink->n = before.n;
	file->failed = false;
	file->tally = before.tally;
	file->ignores = (struct ignores){0};
	return false;
}

/* Writing. */

static void
pack_ignore(struct pack *k, const struct ignore *ignore)
{
	pack_number(k, ignore->rule);
	pack_text(k, ignore->wrong);
	pack_number(k, ignore->covers);
	pack_number(k, ignore->line);
	pack_number(k, ignore->column);
	pack_number(k, ignore->width);
	pack_number(k, ignore->used);
}

static void
pack_finding(struct pack *k, const struct finding *f)
{
	pack_number(k, f->rule);
	pack_number(k, f->line);
	pack_number(k, f->column);
	pack_number(k, f->width);
	pack_number(k, f->instead);
	pack_text(k, f->message);
	pack_text(k, f->help);
	pack_text(k, f->kind);
	pack_text(k, f->id);
	pack_text(k, f->pointer);
}

void
verdicts_pack_found(struct pack *k, const struct repo_file *file, const struct finding *found,
    size_t n)
{
	for (int s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
		pack_number(k, file->tally.more[s]);
	pack_number(k, (uint32_t)file->ignores.n);
	for (size_t i = 0; i < file->ignores.n; i++)
		pack_ignore(k, &file->ignores.p[i]);
	pack_number(k, (uint32_t)n);
	for (size_t i = 0; i < n; i++)
		pack_finding(k, &found[i]);
}

static void
pack_record(struct pack *k, const struct record *r)
{
	pack_bytes(k, &r->kind, sizeof r->kind);
	pack_bytes(k, &(uint8_t){r->valid}, 1);
	pack_symbol(k, r->id);
	pack_number(k, r->document);
	pack_number(k, r->from);
	pack_number(k, r->to);
	pack_fields(k, r, kinds[r->kind].table);
}

void
verdicts_pack_records(struct pack *k, struct record *const *records, size_t n)
{
	pack_number(k, (uint32_t)n);
	for (size_t i = 0; i < n; i++)
		pack_record(k, records[i]);
}
