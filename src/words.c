#include "words.h"

static struct str
with_part(struct str text, struct arena *a, const char *label, struct str part)
{
	part = str_trim(part);
	return part.n ? JOIN(a, text, text.n ? S("\n\n") : S(""), str_of(label), part) : text;
}

struct str
words_of(struct arena *a, struct repo_text *document, const struct feedback_point *point)
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
		text = with_part(text, a, parts[i].label, repo_prose_in(document, parts[i].prose));
	return text;
}

struct str
words_line(struct arena *a, struct str text)
{
	char *p = arena_bytes(a, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool blank = text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t';

		if (!blank)
			p[n++] = text.p[i];
		else if (n && p[n - 1] != ' ')
			p[n++] = ' ';
	}
	return (struct str){p, n};
}
