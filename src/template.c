#include "template.h"

#include <assert.h>
#include <string.h>

#include "embed.h"
#include "out.h"
#include "scalar.h"

struct str
template_find(const char *name)
{
	struct arena scratch = {0};
	struct str text = embed_find(JOIN(&scratch, S("templates/"), str_of(name)));

	arena_free(&scratch);
	assert(text.p);
	return text;
}

static struct str
value_of(const struct template_value *values, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, values[i].name))
			return values[i].value;
	assert(!"placeholder without a value");
	return S("");
}

/* A value where it begins a scalar is quoted as needed; in the middle of one it goes in as it is. */
static void
put_value(struct out *o, struct arena *a, struct str before, struct str value,
    enum template_form form)
{
	bool begins = !before.n || strchr(" [{,", before.p[before.n - 1]);
	bool flow = str_index(before, '[') < before.n || str_index(before, '{') < before.n;

	out_str(o, form == TEMPLATE_YAML && begins ? scalar_text(a, value, flow) : value);
}

static void
fill_line(struct out *o, struct arena *a, struct str line, const struct template_value *values,
    size_t n, enum template_form form)
{
	for (size_t at = 0; at < line.n;) {
		struct str rest = str_sub(line, at, line.n);
		size_t open = str_find(rest, S("{{")), close = str_find(rest, S("}}"));

		out_str(o, str_sub(rest, 0, open));
		if (open == rest.n)
			return;
		assert(close < rest.n);
		put_value(o, a, str_sub(line, 0, at + open),
		    value_of(values, n, str_sub(rest, open + 2, close)), form);
		at += close + 2;
	}
}

/* Cuts the first line off text, its line end included. */
static struct str
next_line(struct str *text)
{
	size_t n = str_index(*text, '\n');
	struct str line = str_sub(*text, 0, n + 1);

	*text = str_sub(*text, line.n, text->n);
	return line;
}

struct str
template_fill(struct arena *a, struct str text, const struct template_value *values, size_t n,
    enum template_form form)
{
	struct out o;

	out_init(&o, a, -1);
	while (text.n)
		fill_line(&o, a, next_line(&text), values, n, form);
	return out_all(&o);
}

/* Where a key and its value stand. */
struct place {
	size_t from; /* byte offset of its first line */
	size_t to;   /* behind its last line */
	bool live;   /* not commented out */
};

static bool
begins_key(struct str line, struct str key)
{
	return str_starts(line, key) && line.n > key.n && line.p[key.n] == ':';
}

static bool
find_key(struct place *place, struct str text, struct str key)
{
	struct str rest = text, line;
	bool found = false;

	while (rest.n && !found) {
		place->from = text.n - rest.n;
		line = next_line(&rest);
		place->live = line.p[0] != '#';
		found = begins_key(place->live ? line : str_sub(line, 2, line.n), key);
	}
	if (!found)
		return false;
	do {
		place->to = text.n - rest.n;
		line = next_line(&rest);
	} while (str_starts(line, place->live ? S("  ") : S("#   ")));
	return true;
}

struct str
template_set(struct arena *a, struct str text, struct str key, struct str value)
{
	const char *space = value.n && value.p[0] == '\n' ? "" : " ";
	struct place place;

	if (!find_key(&place, text, key))
		return str_fmt(a, "%.*s\n%.*s:%s%.*s\n", SV(text), SV(key), space, SV(value));
	return str_fmt(a, "%.*s%.*s:%s%.*s\n%.*s", SV(str_sub(text, 0, place.from)), SV(key), space,
	    SV(value), SV(str_sub(text, place.to, text.n)));
}

struct str
template_get(struct str text, struct str key)
{
	struct place place;
	struct str head, value;

	if (!find_key(&place, text, key))
		return S("");
	text = str_sub(text, place.from, place.to);
	str_cut(&head, &value, next_line(&text), ':');
	return str_trim(value);
}

struct str
template_comment(struct arena *a, struct str text, struct str key)
{
	struct place place;
	struct str lines;
	struct out o;

	if (!find_key(&place, text, key) || !place.live)
		return text;
	out_init(&o, a, -1);
	out_str(&o, str_sub(text, 0, place.from));
	lines = str_sub(text, place.from, place.to);
	while (lines.n) {
		out_text(&o, "# ");
		out_str(&o, next_line(&lines));
	}
	out_str(&o, str_sub(text, place.to, text.n));
	return out_all(&o);
}

bool
template_asks(struct str text, const char *placeholder)
{
	while (text.n) {
		struct str line = next_line(&text), name;

		while (line.n && line.p[0] != '#') {
			line = str_sub(line, str_find(line, S("{{")) + 2, line.n);
			name = str_sub(line, 0, str_find(line, S("}}")));
			if (str_is(name, placeholder))
				return true;
		}
	}
	return false;
}
