#include "schema.h"

#include "schema_message.h"

struct str
schema_title(const struct schema *schema)
{
	return schema->title;
}

void
schema_call(struct schema *schema, struct str noun)
{
	schema->title = noun;
}

void
schema_scratch_free(struct schema_scratch *scratch)
{
	arena_free(&scratch->arena);
	arena_free(&scratch->words);
	matcher_free(&scratch->matcher);
}

/* What an honest schema needs is far below this: about a step for ten bytes. */
static uint64_t
steps_for(const struct node *root)
{
	enum { LEAST = 1 << 20, PER_BYTE = 4 };

	return LEAST + (uint64_t)(root->to - root->from) * PER_BYTE;
}

static bool
accepts(struct run *run, const struct schema *schema, const struct node *root)
{
	struct frame frame = {
	    .schema = schema,
	    .node = root,
	    .origin = root,
	    .keyword = KEYWORDS,
	};

	run->steps = steps_for(root);
	return frame_accepts(run, &frame);
}

bool
schema_validate(struct schema_errors *errors, const struct schema *schema, const struct node *root,
    struct arena *a, struct schema_scratch *scratch)
{
	struct run run = {.scratch = scratch, .arena = &scratch->words, .root = root};
	struct failures failures = {.most = errors ? errors->most : 0};
	struct arena_mark mark;
	bool valid;

	/* So that the first block stays when the arena is rewound. */
	if (!scratch->arena.head)
		arena_bytes(&scratch->arena, 0);
	mark = arena_mark(&scratch->arena);
	valid = accepts(&run, schema, root);
	/* Most files are valid: only for others the run is repeated to say what is wrong. */
	if (!valid && errors) {
		run.failures = &failures;
		if (!run.gave_up)
			accepts(&run, schema, root);
		failures_finish(errors, a, &run);
		arena_free(&scratch->words);
	}
	arena_rewind(&scratch->arena, mark);
	return valid;
}
