#include "schema_message.h"

#include "schema_keyword.h"

const char failures_enough[] = "there are enough errors";

bool
failures_take(struct run *run)
{
	struct failures *all = run->failures;

	if (run->arena->held >= FAILURES_BYTES)
		run->gave_up = "there are more errors than are listed: mend these first";
	else if (all->n < all->most)
		return true;
	else if (all->trial)
		run->gave_up = failures_enough;
	else
		all->more++;
	return false;
}

/* Room for one more; where there is none the place is kept by nobody. */
static struct failure *
failure_place(struct run *run)
{
	if (failures_take(run))
		return vec_push(run->arena, run->failures);
	run->failures->unkept = (struct failure){0};
	return &run->failures->unkept;
}

void
failure_add(struct run *run, const struct failure *failure)
{
	struct failure *place = failure_place(run);

	*place = *failure;
	place->common = false;
}

struct failure *
failure_new(struct run *run, const struct frame *f, enum failure_sort sort, enum keyword_id keyword)
{
	struct failure *new = failure_place(run);

	new->error.node = f->origin;
	new->error.pointer = words_pointer(run, f);
	new->error.keyword = keywords[keyword].name;
	new->sort = sort;
	new->node = f->origin;
	new->subject = words_subject(run, f);
	new->level = frame_level(f);
	new->about = remedy_description(run, f, sort == FAILURE_CHOICE);
	new->where = condition_words(run, f);
	return new;
}

/* A failure whose message is the subject and what fmt makes. */
__attribute__((format(printf, 4, 5))) static struct failure *
say(struct run *run, const struct check *check, const struct frame *f, const char *fmt, ...)
{
	struct failure *new = failure_new(run, f, FAILURE_VALUE, check->keyword);
	va_list args;
	struct str rest;

	va_start(args, fmt);
	rest = str_vfmt(run->arena, fmt, args);
	va_end(args);
	new->error.message = str_fmt(run->arena, "%.*s %.*s", SV(new->subject), SV(rest));
	return new;
}

/* Types. */

void
failure_of_type(struct run *run, struct failure *new, unsigned types, const struct frame *f)
{
	const struct node *n = f->node;

	new->absent = n->type == NODE_NULL;
	new->hint = str_of(remedy_hint(run, types, f));
	new->error.help = remedy_type(run, types, f);
	if ((n->type == NODE_STR && types & (ON_NUMBER | ON_BOOL | TYPE_INTEGER) && !new->hint.n) ||
	    n->type == NODE_BOOL || (n->type == NODE_FLOAT && types & (ON_NUMBER | TYPE_INTEGER)))
		new->got = words_value(run, n);
	else
		new->got = str_of(node_type_name((enum node_type)n->type));
}

/* A number, true or false where a string is wanted: says what else is wrong with it once it is
 * quoted, and whether something is. */
static bool
says_quoted(struct run *run, const struct frame *f)
{
	struct node string = *f->node;
	struct frame quoted = *f;

	string.type = NODE_STR;
	quoted.node = &string;
	return !frame_accepts(run, &quoted);
}

EXPLAIN(type)
{
	const struct check *values = outline_values(run, f->schema);
	struct failure *new;

	if (check->types & ON_STR && f->node->type <= NODE_FLOAT && f->node->type != NODE_NULL &&
	    says_quoted(run, f))
		return;
	new = failure_new(run, f, values ? FAILURE_CHOICE : FAILURE_TYPE, check->keyword);
	if (values) {
		failure_of_choice(run, new, values, f);
		return;
	}
	words_push(run, &new->wanted, words_types(run, check->types));
	failure_of_type(run, new, check->types, f);
}

/* Given values. */

/* The value that is near to what stands there; p is NULL where none is. */
static struct str
near_value(const struct check *values, const struct node *n)
{
	const struct node *v = values->value;
	struct str_guess guess = {.word = node_str(n)};

	if (!guess.word.p)
		return guess.word;
	for (v = values->keyword == KEYWORD_ENUM ? v->first : v; v;
	     v = values->keyword == KEYWORD_ENUM ? v->next : NULL)
		if (v->type == NODE_STR)
			str_guess(&guess, v->text);
	return guess.best;
}

void
failure_of_choice(struct run *run, struct failure *new, const struct check *values,
    const struct frame *f)
{
	struct str near = near_value(values, f->node);

	words_push(run, &new->wanted, words_values(run, values));
	new->absent = f->node->type == NODE_NULL;
	if (frame_entered(f)->keyword != KEYWORD_PROPERTY_NAMES)
		new->got = words_value(run, f->origin);
	if (new->absent) {
		new->error.help = remedy_type(run, 0, f);
	} else if (near.p) {
		new->hint = str_fmt(run->arena, ", did you mean \"%.*s\"?", SV(near));
		new->error.help = str_fmt(run->arena, "write \"%.*s\"", SV(near));
	} else {
		new->hint = str_of(remedy_hint(run, outline_types(run, f->schema), f));
	}
}

EXPLAIN(values)
{
	struct failure *new = failure_new(run, f, FAILURE_CHOICE, check->keyword);

	failure_of_choice(run, new, check, f);
}

/* Strings. */

EXPLAIN(length)
{
	bool most = check->keyword == KEYWORD_MAX_LENGTH;
	size_t length = utf8_length(f->node->text);
	struct failure *new;

	if (check->count == 1 && !most) {
		new = say(run, check, f, "must not be empty");
		new->error.help = remedy_empty(run, f, "write");
		return;
	}
	new =
	    say(run, check, f, "must have at %s %llu character%s, not %zu", most ? "most" : "least",
		(unsigned long long)check->count, str_plural(check->count), length);
	if (most)
		new->error.help = str_fmt(run->arena, "shorten it by %llu",
		    (unsigned long long)(length - check->count));
}

/* A short text among the examples for this place; p is NULL where there is none. */
static struct str
example(const struct frame *f)
{
	enum { LONGEST = 40 };
	struct str found = {NULL, 0};

	for (;; f = f->up) {
		const struct node *e = node_get(f->schema->node, S("examples"));

		for (e = e && e->type == NODE_SEQ ? e->first : NULL; e && e->type != NODE_STR;)
			e = e->next;
		if (e && e->text.n <= LONGEST)
			found = e->text;
		if (f->entry || !f->up)
			return found;
	}
}

/* Does a title only repeat the key? */
static bool
repeats_key(const struct frame *f, struct str title)
{
	struct str_guess guess = {.word = frame_entered(f)->name};

	str_guess(&guess, title);
	return guess.best.p && !guess.distance;
}

/* What is wanted of a string that does not have the form that a schema describes: the title of that
 * schema or of one that refers to it, or the beginning of its description; else what is given. The help
 * is the description. */
static void
want_described(struct run *run, struct failure *new, const struct frame *f, struct str otherwise)
{
	struct str like = example(f), title, sentence;

	while (!f->schema->title.p && !f->schema->description.p && f->up && !f->entry)
		f = f->up;
	title = words_title(run, f->schema);
	sentence = words_sentence(f->schema->description);
	sentence = sentence.n ? words_uncapitalised(run, sentence) : sentence;
	if (like.p && (title.n ? repeats_key(f, title) : !sentence.n)) {
		words_push(run, &new->wanted, str_fmt(run->arena, "like %.*s", SV(like)));
		new->error.help = sentence;
		return;
	}
	if (title.n)
		words_push(run, &new->wanted, words_article(run, title));
	else
		words_push(run, &new->wanted, sentence.n ? sentence : otherwise);
	if (!title.n || !sentence.n)
		return;
	new->error.help = like.p &&str_find(sentence, like) == sentence.n
			      ? str_fmt(run->arena, "%.*s, such as %.*s", SV(sentence), SV(like))
			      : sentence;
}

/* A string, or a key, that does not have the form that its schema asks for. */
static struct failure *
say_form(struct run *run, const struct check *check, const struct frame *f, struct str otherwise)
{
	struct failure *new = failure_new(run, f, FAILURE_FORM, check->keyword);
	struct str other = mend_text(run, f, f->node->text), list = remedy_list(run, f);

	if (frame_entered(f)->keyword != KEYWORD_PROPERTY_NAMES)
		new->got = words_value(run, f->origin);
	want_described(run, new, f, otherwise);
	if (other.p) {
		new->hint = str_fmt(run->arena, ", did you mean \"%.*s\"?", SV(other));
		new->error.help = str_fmt(run->arena, "write \"%.*s\"", SV(other));
	} else if (list.n && str_index(f->node->text, ',') < f->node->text.n) {
		new->error.help = list;
	}
	return new;
}

EXPLAIN(pattern)
{
	say_form(run, check, f,
	    str_fmt(run->arena, "like %.*s", SV(words_value(run, check->value))));
}

EXPLAIN(format)
{
	struct str s = f->node->text;
	struct failure *new = say_form(run, check, f, format_words(check->format));

	if (!new->hint.n && str_is(check->value->text, "date") && s.n == 10 && s.p[4] == '-' &&
	    s.p[7] == '-')
		new->error.help = S("there is no such day in the calendar");
}

/* Numbers. */

EXPLAIN(bound)
{
	static const char *const words[KEYWORDS] = {
	    [KEYWORD_MULTIPLE_OF] = "a multiple of",
	    [KEYWORD_MINIMUM] = "at least",
	    [KEYWORD_EXCLUSIVE_MINIMUM] = "more than",
	    [KEYWORD_MAXIMUM] = "at most",
	    [KEYWORD_EXCLUSIVE_MAXIMUM] = "less than",
	};

	struct failure *new = failure_new(run, f, FAILURE_FORM, check->keyword);

	words_push(run, &new->wanted,
	    str_fmt(run->arena, "%s %.*s", words[check->keyword],
		SV(words_value(run, check->value))));
	new->got = words_value(run, f->node);
	new->error.help = remedy_bounds(run, f);
}

/* Collections. */

/* "add two more": of items there are too few or too many. */
static struct str
count_help(struct run *run, const char *verb, const char *rest, uint64_t n)
{
	return n == 1 ? str_fmt(run->arena, "%s one%s", verb, rest)
		      : str_fmt(run->arena, "%s %llu%s", verb, (unsigned long long)n, rest);
}

EXPLAIN(entries)
{
	bool most = check->keyword == KEYWORD_MAX_ITEMS || check->keyword == KEYWORD_MAX_PROPERTIES;
	const char *what = f->node->type == NODE_SEQ ? "item" : "key";
	uint64_t count = check->count, n = f->node->n;
	struct failure *new;

	if (!most && count == 1) {
		new = say(run, check, f, "must not be empty");
		new->error.help = remedy_empty(run, f, "add");
		return;
	}
	new = say(run, check, f, "must have at %s %llu %s%s, not %llu", most ? "most" : "least",
	    (unsigned long long)count, what, str_plural(count), (unsigned long long)n);
	new->error.help = most ? count_help(run, "remove", "", n - count)
			       : count_help(run, "add", " more", count - n);
}

EXPLAIN(unique_items)
{
	const struct node *again = node_repeated(run, f->node);
	struct frame item = {.up = f, .node = again, .origin = again, .entry = true};
	struct failure *new;

	if (!again)
		return;
	for (const struct node *e = f->node->first; e != again; e = e->next)
		item.index++;
	item.schema = f->schema;
	new = failure_new(run, &item, FAILURE_VALUE, check->keyword);
	new->error.message = str_fmt(run->arena, "%.*s names %.*s twice", SV(words_subject(run, f)),
	    SV(words_value(run, again)));
	new->error.help = S("remove one of the two");
}

/* What a key is good for, in the schema's words; p is NULL where it has none. */
static struct str
key_help(struct run *run, const struct frame *f, struct str key)
{
	const struct frame *at = f;

	for (;; at = at->up) {
		const struct node *property =
		    node_get(node_get(at->schema->node, S("properties")), key);
		struct str text = words_sentence(node_str(node_get(property, S("description"))));

		if (text.n)
			return str_fmt(run->arena, "%.*s: %.*s", SV(key), SV(text));
		if (!at->up || at->entry)
			return (struct str){NULL, 0};
	}
}

/* What to add: the value too where there is only one. */
static struct str
missing_help(struct run *run, const struct frame *f, struct str key)
{
	const struct schema *property = outline_property(run, f->schema, key);
	const struct check *values = property ? outline_values(run, property) : NULL;
	const struct node *value =
	    values && values->keyword == KEYWORD_CONST ? values->value : NULL;

	if (value && value->type < NODE_SEQ && value->text.n <= 40)
		return str_fmt(run->arena, "add \"%.*s: %.*s\"", SV(key), SV(value->text));
	return key_help(run, f, key);
}

/* The key because of which a schema of dependentSchemas is applied to this mapping. */
static struct str
trigger(const struct frame *f)
{
	for (; f->up && !f->entry; f = f->up)
		if (f->keyword == KEYWORD_DEPENDENT_SCHEMAS)
			return f->name;
	return (struct str){NULL, 0};
}

static bool
is_known(struct run *run, const struct frame *f, struct str key)
{
	for (; f; f = f->entry ? NULL : f->up)
		if (outline_property(run, f->schema, key))
			return true;
	return false;
}

/* A key that is there, not known, and near to one that is missing; p is NULL where there is none. */
static struct str
misspelt(struct run *run, const struct frame *f, struct str missing)
{
	enum { MOST = 100 };
	struct str_guess guess = {.word = missing};

	for (const struct node *e = f->node->n <= MOST ? f->node->first : NULL; e; e = e->next)
		if (!str_starts(e->key->text, S("x-")) && !is_known(run, f, e->key->text))
			str_guess(&guess, e->key->text);
	return guess.best;
}

/* A failure for those of the names that are not there; nothing where all are. */
static void
say_missing(struct run *run, const struct check *check, const struct frame *f,
    const struct name_list *names, struct str because)
{
	struct name_list missing = {0};
	struct failure *new;
	struct str near;

	for (size_t i = 0; i < names->n; i++)
		if (!node_get(f->node, names->p[i]))
			*vec_push(run->arena, &missing) = names->p[i];
	if (!missing.n)
		return;
	new = failure_new(run, f, FAILURE_MISSING, check->keyword);
	new->subject = words_mapping(run, f);
	new->because = because.p ? because : trigger(f);
	*vec_push(run->arena, &new->ways) = missing;
	if (missing.n != 1)
		return;
	new->error.help = missing_help(run, f, missing.p[0]);
	near = misspelt(run, f, missing.p[0]);
	if (near.p) {
		new->hint =
		    str_fmt(run->arena, ", did you mean it by %.*s?", SV(words_quoted(run, near)));
		new->error.help = str_fmt(run->arena, "write \"%.*s\"", SV(missing.p[0]));
	}
}

EXPLAIN(required)
{
	say_missing(run, check, f, check->names, (struct str){NULL, 0});
}

EXPLAIN(dependent_required)
{
	for (size_t i = 0; i < check->dependents->n; i++) {
		const struct dependent *d = &check->dependents->p[i];

		if (node_get(f->node, d->key))
			say_missing(run, check, f, &d->needs, d->key);
	}
}

EXPLAIN(contains)
{
	const struct contains *c = check->contains;
	struct str what = outline_words(run, c->schema);
	unsigned long long min = c->min, max = c->max, count = contains_count(run, check, f);
	struct failure *new;

	if (!what.p)
		what = S("what its schema wants");
	if (count < min && min == 1)
		new = say(run, check, f, "needs an item that is %.*s", SV(what));
	else
		new = say(run, check, f, "must have at %s %llu item%s that %s %.*s, not %llu",
		    count < min ? "least" : "most", count < min ? min : max,
		    str_plural(count < min ? min : max),
		    (count < min ? min : max) == 1 ? "is" : "are", SV(what), count);
	new->error.help = count < min ? count_help(run, "add", "", min - count)
				      : count_help(run, "remove", "", count - max);
}

/* Schemas that must not accept. */

void
explain_refusal(struct run *run, const struct frame *f)
{
	const struct frame *at = frame_entered(f);
	struct str key = at->up ? trigger(at->up) : (struct str){NULL, 0};
	struct failure *new;

	if (at == f && f->entry &&
	    (f->keyword == KEYWORD_ADDITIONAL_PROPERTIES ||
		f->keyword == KEYWORD_UNEVALUATED_PROPERTIES)) {
		explain_unknown(run, f);
		return;
	}
	new = failure_new(run, f, FAILURE_VALUE,
	    f->keyword < KEYWORDS ? (enum keyword_id)f->keyword : KEYWORD_REF);
	if (at->origin->key)
		new->error.node = at->origin->key;
	if (at->name.p && key.p && !str_eq(at->name, key)) {
		new->where = (struct str){NULL, 0};
		new->error.message = str_fmt(run->arena, "%.*s cannot stand beside %.*s",
		    SV(new->subject), SV(words_quoted(run, key)));
		new->error.help = str_fmt(run->arena, "remove %.*s, or %.*s", SV(new->subject),
		    SV(words_quoted(run, key)));
		return;
	}
	new->error.help = S("remove it");
	new->error.message =
	    at->entry && !at->name.p
		? str_fmt(run->arena, "%.*s is one too many", SV(new->subject))
		: str_fmt(run->arena, "%.*s is not allowed here", SV(new->subject));
}

/* What must not be: "a", one of a, b, a string like "TODO"; p is NULL where there are no words for it. */
static struct str
refused_words(struct run *run, const struct schema *s)
{
	struct str words = outline_words(run, s);

	for (size_t i = 0; i < s->n && !outline_title(run, s).n; i++)
		if (s->checks[i].keyword == KEYWORD_PATTERN)
			return str_fmt(run->arena, "like %.*s",
			    SV(words_value(run, s->checks[i].value)));
	return words;
}

EXPLAIN(negation)
{
	const struct schema *s = check->schema;
	struct str words = refused_words(run, s);

	if (s->n == 1 && s->checks[0].keyword == KEYWORD_REQUIRED) {
		bool several = s->checks[0].names->n > 1;

		say(run, check, f, several ? "must not have %.*s together" : "must not have %.*s",
		    SV(words_names(run, s->checks[0].names)))
		    ->error.help = several ? S("remove one of them") : S("remove it");
	} else if (words.p) {
		say(run, check, f, "must not be %.*s", SV(words));
	} else {
		say(run, check, f, "has a value that is not allowed here");
	}
}
