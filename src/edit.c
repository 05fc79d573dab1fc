#include "edit_parts.h"

#include <assert.h>

#include "out.h"

void
edit_splice(struct edit_attempt *a, size_t from, size_t to, struct str text)
{
	assert(a->n < sizeof a->splices / sizeof *a->splices);
	a->splices[a->n].from = from;
	a->splices[a->n].to = to;
	a->splices[a->n++].text = text;
}

/* By place; those of one place in the order in which they were made. */
static void
sort_splices(struct edit_attempt *a)
{
	for (size_t i = 1; i < a->n; i++)
		for (size_t k = i; k > 0 && a->splices[k].from < a->splices[k - 1].from; k--) {
			struct edit_attempt swap = {.splices = {a->splices[k], a->splices[k - 1]}};

			a->splices[k - 1] = swap.splices[0];
			a->splices[k] = swap.splices[1];
		}
}

static struct str
spliced(struct edit_attempt *a)
{
	struct str bytes = a->edit->bytes;
	size_t at = 0;
	struct out o;

	sort_splices(a);
	out_init(&o, a->edit->arena, -1);
	for (size_t i = 0; i < a->n; i++) {
		out_str(&o, str_sub(bytes, at, a->splices[i].from));
		out_str(&o, a->splices[i].text);
		at = a->splices[i].to;
	}
	out_str(&o, str_sub(bytes, at, bytes.n));
	return out_all(&o);
}

/* Parses bytes; NULL unless all of it is in order. */
static struct yaml *
parse(struct edit *e, struct str bytes)
{
	struct sink sink = {.arena = e->arena};
	struct yaml *y = yaml_parse(e->arena, &sink, e->path, bytes);

	for (size_t i = 0; i < sink.n; i++)
		if (sink.p[i].rule != RULE_EMPTY)
			return NULL;
	return y->broken ? NULL : y;
}

bool
edit_succeeds(struct edit_attempt *a)
{
	struct edit *e = a->edit;
	struct str bytes = spliced(a);
	struct yaml *y = parse(e, bytes);

	a->n = 0;
	if (!y || y->n_docs != e->yaml->n_docs)
		return false;
	for (size_t i = 0; i < y->n_docs; i++)
		if (!node_same(y->docs[i].root,
			i == e->document ? a->meant : e->yaml->docs[i].root))
			return false;
	e->bytes = bytes;
	e->yaml = y;
	e->root = y->docs[e->document].root;
	return true;
}

bool
edit_open(struct edit *e, struct arena *a, struct str path, struct str bytes, size_t document)
{
	*e = (struct edit){.arena = a, .path = path, .bytes = bytes, .document = document};
	e->yaml = parse(e, bytes);
	if (!e->yaml || document >= e->yaml->n_docs)
		return false;
	e->root = e->yaml->docs[document].root;
	return e->root != NULL;
}

/* Trees as they are to be: copies of a node with what is changed in place of what was. */

struct node *
edit_copy(struct arena *a, const struct node *n, struct node *key)
{
	struct node *copy = NEW(a, struct node);

	*copy = *n;
	copy->next = NULL;
	copy->key = key;
	return copy;
}

struct node *
edit_with(struct arena *a, const struct node *n, const struct node *old, struct node *new)
{
	struct node *copy = edit_copy(a, n, n->key), **tail = &copy->first;

	copy->first = NULL;
	copy->n = 0;
	for (const struct node *e = n->first; e; e = e->next) {
		struct node *entry = e == old ? new : edit_copy(a, e, e->key);

		if (!entry)
			continue;
		*tail = entry;
		tail = &entry->next;
		copy->n++;
	}
	if (!old) {
		*tail = new;
		copy->n++;
	}
	return copy;
}

struct str
edit_token(struct arena *a, struct str *rest, struct str pointer)
{
	size_t end = 1 + str_index(str_sub(pointer, 1, pointer.n), '/');
	struct str raw = str_sub(pointer, 1, end);
	struct out o;

	*rest = str_sub(pointer, end, pointer.n);
	out_init(&o, a, -1);
	for (size_t i = 0; i < raw.n; i++)
		if (raw.p[i] == '~' && i + 1 < raw.n)
			out_char(&o, raw.p[++i] == '1' ? '/' : '~');
		else
			out_char(&o, raw.p[i]);
	return str_dup(a, out_all(&o));
}

void
edit_follow(struct edit_path *path, const struct edit *e, struct str pointer)
{
	struct node *n = e->root;

	*path = (struct edit_path){.rest = pointer};
	for (;;) {
		*vec_push(e->arena, &path->steps) = n;
		if (!pointer.n)
			return;
		path->key = edit_token(e->arena, &path->rest, pointer);
		n = node_at(n, str_sub(pointer, 0, pointer.n - path->rest.n), false);
		if (!n)
			return;
		path->key.p = NULL;
		pointer = path->rest;
	}
}

const struct node *
edit_document(const struct edit *e, const struct edit_path *path, size_t last,
    const struct node *old, struct node *new)
{
	for (size_t i = last + 1; i-- > 0;) {
		new = edit_with(e->arena, path->steps.p[i], old, new);
		old = path->steps.p[i];
	}
	return new;
}
