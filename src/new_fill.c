#include "new.h"

#include "cycle.h"
#include "framework.h"
#include "person.h"
#include "review.h"
#include "say.h"

/* What stands where nothing is known: a name that no record has. */
#define FILL_IN S("fill-in")
#define FILL_IN_EMAIL S("fill-in@example.org")

bool
new_is_fill_in(struct str text)
{
	struct str kind, id;

	if (str_cut(&kind, &id, text, ':') && kind_of(kind) != KIND_NONE)
		text = id;
	return str_eq(text, FILL_IN) || str_eq(text, FILL_IN_EMAIL);
}

/* People who are here today; imported ones belong elsewhere. */
static const struct record *
next_person(const struct new *n, size_t *i)
{
	size_t count;
	struct record **r = repo_of_kind(&count, n->repo, KIND_PERSON);

	while (*i < count) {
		const struct record *person = r[(*i)++];

		if (!person->imported && person_is_active((const struct person *)person, n->today))
			return person;
	}
	return NULL;
}

static size_t
count_people(const struct new *n)
{
	size_t people = 0, i = 0;

	while (next_person(n, &i))
		people++;
	return people;
}

static struct str
setting(const struct new *n, const char *name)
{
	struct str value = git_setting(n->repo->source->git, n->arena, name);

	return utf8_valid(value) ? str_trim(value) : S("");
}

/* Whoever has the address, as Git is configured with it or as a mailmap corrects it. */
static const struct record *
by_email(const struct new *n)
{
	struct git_person as = {.name = n->name, .email = n->email};
	const struct record *person = NULL;

	if (n->email.n)
		person = repo_person_by_email(n->repo, n->email);
	if (n->email.n && !person) {
		as = git_mapped(n->repo->source->git, n->arena, as);
		person = repo_person_by_email(n->repo, as.email);
	}
	return person;
}

void
new_find_me(struct new *n)
{
	size_t first = 0;

	n->name = setting(n, "user.name");
	n->email = setting(n, "user.email");
	n->me = by_email(n);
	if (!n->me && n->kind != KIND_PERSON && count_people(n) == 1)
		n->me = next_person(n, &first);
}

static struct str
id_of(const struct new *n, const struct record *r)
{
	return r ? repo_id(n->repo, r) : FILL_IN;
}

/* The address for a new person's record: Git's, unless it is somebody else's. */
static struct str
address(const struct new *n)
{
	struct str name = new_set_of(n, "name");

	if (!n->email.n || (name.p && !str_eq(name, n->name)) ||
	    repo_person_by_email(n->repo, n->email))
		return FILL_IN_EMAIL;
	return n->email;
}

static struct str
other_person(const struct new *n)
{
	const struct record *person;
	size_t i = 0;

	if (!n->me || count_people(n) != 2)
		return FILL_IN;
	person = next_person(n, &i);
	return id_of(n, person == n->me ? next_person(n, &i) : person);
}

/* Whom feedback and reviews are about: who keeps a workspace alone keeps them about themselves. */
static struct str
about(const struct new *n)
{
	bool alone = n->repo->workspace.readers == AUDIENCE_SELF && count_people(n) == 1;

	return alone ? id_of(n, n->me) : other_person(n);
}

static struct str
my_team(const struct new *n)
{
	const struct person *me = (const struct person *)n->me;
	uint32_t team = me ? person_on(me, n->today).team : 0;

	return team ? repo_str(n->repo, team) : FILL_IN;
}

static struct str
first_skill(const struct new *n)
{
	size_t count;
	struct record **r = repo_of_kind(&count, n->repo, KIND_FRAMEWORK);
	const struct framework *f = count ? (const struct framework *)r[0] : NULL;

	return f && f->skills.n ? repo_str(n->repo, f->skills.p[0].key) : FILL_IN;
}

static struct str
last_cycle(const struct new *n)
{
	size_t count;
	struct record **r = repo_of_kind(&count, n->repo, KIND_CYCLE);
	const struct cycle *last = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct cycle *cycle = (const struct cycle *)r[i];

		if (cycle->due != DATE_NONE && (!last || cycle->due > last->due))
			last = cycle;
	}
	return last ? repo_id(n->repo, &last->record) : FILL_IN;
}

static struct str
last_review(const struct new *n)
{
	size_t count;
	struct record **r = repo_of_kind(&count, n->repo, KIND_REVIEW);
	const struct review *last = NULL;

	for (size_t i = 0; n->me && i < count; i++) {
		const struct review *review = (const struct review *)r[i];

		if (review->about == n->me->id && review->status == REVIEW_FINAL &&
		    (!last || review->due > last->due))
			last = review;
	}
	return last ? repo_id(n->repo, &last->record) : FILL_IN;
}

struct str
new_quarter(struct period *quarter, struct arena *a, int32_t day, int fiscal_month)
{
	struct str name = S("");
	int year, month, date;
	bool found = false;

	date_civil(&year, &month, &date, day);
	for (int q = 1; q <= 8 && !found; q++) {
		name = str_fmt(a, "%04d-Q%d", q > 4 ? year : year - 1, (q - 1) % 4 + 1);
		found = period_parse(quarter, name, fiscal_month) && quarter->start <= day &&
			day <= quarter->end;
	}
	return name;
}

static struct str
readers(const struct new *n)
{
	uint8_t readers = n->repo->workspace.readers;

	return readers ? str_of(audience_words[readers - 1]) : S("team");
}

static struct str
day_text(struct arena *a, int32_t day)
{
	char text[11];

	return str_dup(a, str_of(date_text(text, day)));
}

struct str
new_fill_template(const struct new *n)
{
	struct arena *a = n->arena;
	struct period quarter = {n->today, n->today};
	struct str period =
	    new_quarter(&quarter, a, n->today, workspace_fiscal_month(&n->repo->workspace));
	const struct template_value values[] = {
	    {"id", n->id},
	    {"title", n->title},
	    {"date", day_text(a, n->today)},
	    {"in_two_weeks", day_text(a, n->today + 14)},
	    {"period", period},
	    {"start", day_text(a, quarter.start)},
	    {"due", day_text(a, quarter.end)},
	    {"me", id_of(n, n->me)},
	    {"email", address(n)},
	    {"other", other_person(n)},
	    {"about", about(n)},
	    {"team", my_team(n)},
	    {"skill", first_skill(n)},
	    {"cycle", last_cycle(n)},
	    {"review", last_review(n)},
	    {"readers", readers(n)},
	};
	struct str text = template_find(str_fmt(a, "%s.yaml", kinds[n->kind].name).p);

	return template_fill(a, text, values, sizeof values / sizeof *values, TEMPLATE_YAML);
}
