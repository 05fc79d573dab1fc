#include "new.h"

#include "links.h"
#include "say.h"
#include "seal.h"

static const struct node *
parse(struct arena *a, struct str text)
{
	struct sink sink = {.arena = a};
	const struct yaml *y = yaml_parse(a, &sink, S("template"), text);

	return y->n_docs ? y->docs[0].root : NULL;
}

/* Says what to do where it is not known who runs the tool, though the record asks for it. */
static void
say_if_unknown(const struct new *n)
{
	struct str template = template_find(str_fmt(n->arena, "%s.yaml", kinds[n->kind].name).p);

	if (n->me || !template_asks(new_apply_sets(n, template), "me"))
		return;
	if (n->email.n)
		say("nobody here has the address %.*s that Git is configured with: add it to emails "
		    "in your file, or write one with whet new person",
		    SV(n->email));
	else
		say("Git knows no address of yours: git config user.email YOU@EXAMPLE.ORG, and the "
		    "same under emails in your file");
}

/* Whoever has a file already writes one for somebody else, and has to say for whom. */
static bool
knows_whom(const struct new *n)
{
	if (n->kind != KIND_PERSON || !n->me || new_set_of(n, "name").p || new_set_of(n, "id").p)
		return true;
	say("you have a file already (%.*s); for somebody else: whet new person --set name=NAME",
	    SV(repo_path(n->repo, n->me)));
	return false;
}

/* A title for a record that none was set for: nobody but its writer knows one. */
static struct str
title_of(const struct new *n)
{
	struct str id = new_set_of(n, "id");

	if (n->kind == KIND_PERSON && !n->me && n->name.n)
		return n->name;
	return id.n ? new_words(n->arena, id) : FILL_IN;
}

/* Goals of whoever the check-in is by, on the day that it is of. */
static int
add_goals(struct new_record *record, struct new *n, const struct node *root)
{
	struct str by = node_str(node_get(root, S("by"))), goals;
	const struct record *person = repo_find(n->repo, KIND_PERSON, by);
	int32_t day = n->today;

	if (new_set_of(n, "goals").p)
		return 0;
	if (!person) {
		if (n->me || new_set_of(n, "by").p)
			say("no person \"%.*s\" here; whet ls person lists them", SV(by));
		return 2;
	}
	date_parse(&day, node_str(node_get(root, S("date"))));
	goals = new_checkin_goals(n, person, day);
	if (!goals.p)
		return 2;
	record->text = template_set(n->arena, record->text, S("goals"), goals);
	return 0;
}

/* What is acknowledged is sealed, unless it is not here, or a seal was set. */
static void
add_seal(struct new_record *record, const struct new *n)
{
	const struct node *root = parse(n->arena, record->text);
	struct ref ref = ref_parse(node_str(node_get(root, S("of"))), n->repo->intern);
	const struct record *of = repo_get(n->repo, (enum kind)ref.kind, ref.id);
	int32_t day = n->today;
	struct seal seal;

	if (!of || !links_counts(n->repo, of) || new_set_of(n, "seen").p)
		return;
	date_parse(&day, node_str(node_get(root, S("date"))));
	seal_of(&seal, n->arena, n->repo, of, day);
	if (seal.digest.p)
		record->text = template_set(n->arena, record->text, S("seen"), seal.digest);
}

int
new_fill(struct new_record *record, struct arena *a, struct repo *repo, enum kind kind,
    const struct opt_list *sets, int32_t today)
{
	struct new n = {.arena = a, .repo = repo, .kind = kind, .today = today};
	int status = new_read_sets(&n, sets);
	const struct node *root;

	if (status)
		return status;
	new_find_me(&n);
	say_if_unknown(&n);
	if (!knows_whom(&n))
		return 2;
	n.id = S("");
	n.title = title_of(&n);
	root = parse(a, new_apply_sets(&n, new_fill_template(&n)));
	n.id = new_id(&n, root);
	if (!n.id.n)
		return 2;
	record->kind = kind;
	record->id = n.id;
	record->path = str_fmt(a, "%s/%.*s.yaml", kinds[kind].folder, SV(n.id));
	record->text = new_apply_sets(&n, new_fill_template(&n));
	if (kind == KIND_ACKNOWLEDGEMENT)
		add_seal(record, &n);
	return kind == KIND_CHECKIN ? add_goals(record, &n, root) : 0;
}
