#include "assign.h"

const struct node *
assign_collection(struct arena *a, struct str value)
{
	struct sink sink = {.arena = a};
	const struct yaml *y = yaml_parse(a, &sink, S("value"), value);
	const struct node *root = y->n_docs == 1 ? y->docs[0].root : NULL;

	if (sink.n || !root || (root->type != NODE_SEQ && root->type != NODE_MAP))
		return NULL;
	return root;
}

bool
assign_takes(const struct field *f, const struct node *collection)
{
	switch ((enum field_type)f->type) {
	case FIELD_SYMS:
	case FIELD_REFS:
	case FIELD_TEXTS:
	case FIELD_PROSES:
		return collection->type == NODE_SEQ;
	case FIELD_LIST:
		return collection->type == NODE_SEQ &&
		       (!collection->first || collection->first->type == NODE_MAP);
	case FIELD_ONE:
	case FIELD_MAP:
	case FIELD_VALUES:
	case FIELD_DATES:
		return collection->type == NODE_MAP;
	default:
		return false;
	}
}

/* Where one is in a record: which table describes it, and what stands there. */
struct place {
	const struct table *table; /* NULL: nothing is known of its keys */
	const struct field *field; /* that leads here; NULL where none does */
	bool names;		   /* the field's mapping, before the name of an entry */
	const struct node *node;   /* NULL: nothing is there */
	struct str pointer;
};

static void
go(struct place *p, struct arena *a, struct str key)
{
	p->node = p->node && p->node->type == NODE_SEQ
		      ? node_at((struct node *)p->node, JOIN(a, S("/"), key), false)
		      : node_get(p->node, key);
	p->pointer = JOIN(a, p->pointer, S("/"), node_token(a, key));
}

static void
go_to_field(struct place *p, struct arena *a, const struct field *f, struct str key)
{
	go(p, a, key);
	p->field = f;
	p->names = f && (f->type == FIELD_MAP || f->type == FIELD_LIST);
	p->table = f && (f->type == FIELD_ONE || p->names) ? f->of : NULL;
}

static void
go_to_entry(struct place *p, struct arena *a, struct str name)
{
	go(p, a, name);
	p->names = false;
	p->field = NULL;
}

/* The field of a table that maps names to entries and has this one; NULL where none has. */
static const struct field *
field_naming(const struct place *p, struct str name)
{
	for (size_t i = 0; i < p->table->n; i++) {
		const struct field *f = &p->table->fields[i];

		if (f->type == FIELD_MAP && node_get(node_get(p->node, str_of(f->key)), name))
			return f;
	}
	return NULL;
}

static struct str
unknown_key(struct arena *a, const struct place *p, struct str key)
{
	struct str_guess guess = {.word = key};

	for (size_t i = 0; i < p->table->n; i++) {
		const struct field *f = &p->table->fields[i];
		const struct node *names = node_get(p->node, str_of(f->key));

		str_guess(&guess, str_of(f->key));
		if (f->type == FIELD_MAP && names && names->type == NODE_MAP)
			for (const struct node *e = names->first; e; e = e->next)
				str_guess(&guess, e->key->text);
	}
	if (guess.best.p)
		return str_fmt(a, "a %s has no \"%.*s\", did you mean \"%.*s\"?", p->table->name,
		    SV(key), SV(guess.best));
	return str_fmt(a, "a %s has no \"%.*s\"; whet(5) lists what it may have", p->table->name,
	    SV(key));
}

/* One key of a path. */
static bool
step(struct place *p, struct str *why, struct arena *a, struct str key)
{
	const struct node text = {.type = NODE_STR}, *value;
	const struct field *f;

	if (!key.n) {
		*why = S("a key is empty");
		return false;
	}
	if (p->names || !p->table) {
		go_to_entry(p, a, key);
		return true;
	}
	value = node_get(p->node, key);
	f = field_of(p->table, key, value ? value : &text);
	if (f || key_is_private(key)) {
		go_to_field(p, a, f, key);
		return true;
	}
	f = field_naming(p, key);
	if (!f) {
		*why = unknown_key(a, p, key);
		return false;
	}
	go_to_field(p, a, f, str_of(f->key));
	go_to_entry(p, a, key);
	return true;
}

static bool
follow(struct place *p, struct str *why, struct arena *a, struct str path)
{
	struct str key;

	for (bool more = path.n > 0; more;) {
		more = str_cut(&key, &path, path, '/');
		if (!step(p, why, a, key))
			return false;
	}
	return true;
}

static struct node *
text_node(struct arena *a, struct str text)
{
	struct node *n = NEW(a, struct node);

	n->type = NODE_STR;
	n->text = text;
	return n;
}

/* A list of one in brackets. */
static struct node *
list_of(struct arena *a, struct node *entry)
{
	struct node *n = NEW(a, struct node);

	n->type = NODE_SEQ;
	n->style = STYLE_FLOW;
	n->first = entry;
	n->n = 1;
	return n;
}

/* Are values of a field what they say, whatever they look like? */
static bool
is_text(const struct field *f)
{
	switch ((enum field_type)f->type) {
	case FIELD_NUMBER:
	case FIELD_BOOL:
	case FIELD_TREE:
	case FIELD_VALUES:
	case FIELD_DATES:
		return false;
	default:
		return true;
	}
}

/* What YAML makes of a value; a text where it makes nothing of it. */
static const struct node *
read_yaml(struct arena *a, struct str value)
{
	struct sink sink = {.arena = a};
	const struct yaml *y = yaml_parse(a, &sink, S("value"), value);

	if (sink.n || y->n_docs != 1 || !y->docs[0].root)
		return text_node(a, value);
	return y->docs[0].root;
}

static bool
is_list(const struct field *f)
{
	return f->type == FIELD_SYMS || f->type == FIELD_REFS || f->type == FIELD_TEXTS ||
	       f->type == FIELD_PROSES;
}

static void
read_value(struct assign *assign, struct arena *a, const struct place *p, struct str value)
{
	const struct node *tree = assign_collection(a, value);
	const struct field *f = p->field;
	bool list = assign->op == ASSIGN_SET && f && is_list(f) && !node_str(p->node).p;

	assign->source = value;
	if (!f || (tree && assign_takes(f, tree)) || !is_text(f)) {
		assign->value = read_yaml(a, value);
		if (assign->value->type == NODE_STR)
			assign->source.p = NULL;
		return;
	}
	assign->source.p = NULL;
	if (f->type == FIELD_PROSE && str_index(value, '\n') < value.n && !str_ends(value, S("\n")))
		value = JOIN(a, value, S("\n")); /* a block's last line ends */
	if (assign->op == ASSIGN_APPEND && tree && tree->type == NODE_MAP &&
	    f->type == FIELD_LIST) {
		assign->value = tree;
		assign->source = value;
	} else {
		assign->value = list ? list_of(a, text_node(a, value)) : text_node(a, value);
	}
}

bool
assign_read(struct assign *assign, struct str *why, struct arena *a, enum kind kind,
    const struct node *root, struct str under, struct str word)
{
	struct place p = {.table = kinds[kind].table, .node = root, .pointer = S("")};
	struct str key, value;

	*assign = (struct assign){.op = ASSIGN_SET};
	if (!str_cut(&key, &value, word, '=') || !key.n) {
		*why = str_fmt(a, "\"%.*s\": write key=value", SV(word));
		return false;
	}
	if (!utf8_valid(word)) {
		*why = S("what is not UTF-8 cannot be written");
		return false;
	}
	if (str_ends(key, S("+"))) {
		assign->op = ASSIGN_APPEND;
		key = str_sub(key, 0, key.n - 1);
	} else if (!value.n) {
		assign->op = ASSIGN_REMOVE;
	}
	if (!follow(&p, why, a, under) || !follow(&p, why, a, key))
		return false;
	assign->pointer = p.pointer;
	if (assign->op != ASSIGN_REMOVE)
		read_value(assign, a, &p, value);
	return true;
}
