#include "words.h"

static struct str
with_part(struct str text, struct arena *a, const char *label, struct str part)
{
	part = str_trim(part);
	return part.n ? JOIN(a, text, text.n ? S("\n\n") : S(""), str_of(label), part) : text;
}

struct str
words_of(struct arena *a, struct repo *repo, const struct record *record,
    const struct feedback_point *point)
{
	const struct {
		const char *label;
		struct prose prose;
	} parts[] = {
	    {"", point->text},
	    {"Situation: ", point->situation},
	    {"Behaviour: ", point->behaviour},
	    {"Impact: ", point->impact},
	    {"Suggestion: ", point->suggestion},
	};
	struct str text = S("");

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		text = with_part(text, a, parts[i].label, repo_prose(repo, record, parts[i].prose));
	return text;
}
