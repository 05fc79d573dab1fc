/* What commits tell of who made them. */
#include "audit.h"

#include <strings.h>

/* Capitals or not. */
static bool
starts_with(struct str s, const char *prefix)
{
	struct str p = str_of(prefix);

	return s.n >= p.n && strncasecmp(s.p, p.p, p.n) == 0;
}

/* "(#123)" or "(pull request #123)" at the end: the number of what was merged. */
static bool
ends_in_number(struct str subject)
{
	size_t n = subject.n;

	if (!n || subject.p[--n] != ')')
		return false;
	while (n && subject.p[n - 1] >= '0' && subject.p[n - 1] <= '9')
		n--;
	subject = str_sub(subject, 0, n);
	return (str_ends(subject, S("(#")) || str_ends(subject, S("(!")) ||
		str_ends(subject, S("(pull request #")));
}

/* Adds those whom trailers name as authors; gives how many there are. */
static size_t
add_others(struct audit *audit, struct audit_author *author, struct str message)
{
	size_t n = 0;
	struct str line;

	while (message.n) {
		size_t open, close;
		const struct record *r;

		str_cut(&line, &message, message, '\n');
		open = str_index(line, '<');
		close = str_index(line, '>');
		if (!starts_with(line, "Co-authored-by:") || open >= close || close == line.n)
			continue;
		n++;
		r = repo_person_by_email(audit->repo, str_sub(line, open + 1, close));
		if (r)
			*vec_push(audit->arena, &author->others) = (const struct person *)r;
	}
	return n;
}

/* Hosts make one commit of several, or a new one of one, and what the author committed and signed is
 * gone. Merges keep it. */
static void
look_for_squash(struct audit *audit, struct audit_author *author, const struct git_commit *c)
{
	size_t others = c->n_parents > 1 ? 0 : add_others(audit, author, c->message);

	if (c->n_parents > 1)
		return;
	if (str_is(c->committer.email, "noreply@github.com"))
		author->squash = S("its committer is GitHub");
	else if (ends_in_number(c->subject))
		author->squash = str_fmt(audit->arena, "its subject ends in \"%.*s\"",
		    SV(str_dup(audit->arena,
			str_sub(c->subject, str_index(c->subject, '('), c->subject.n))));
	else if (starts_with(c->subject, "Merged PR "))
		author->squash = S("its subject names a pull request");
	else if (str_find(c->message, S("\nSee merge request ")) < c->message.n)
		author->squash = S("its message names a merge request");
	else if (others > 1)
		author->squash = str_fmt(audit->arena, "it names %zu further authors", others);
	else
		author->others.n = 0;
}

static struct audit_author *
read_author(struct audit *audit, const struct history_commit *c)
{
	struct audit_author *author = NEW(audit->arena, struct audit_author);
	struct arena scratch = {0};
	struct git_commit commit;
	bool found = false;
	int status = git_read_commit(&commit, &found, audit->repo->source->git, &scratch, c->id);

	if (status)
		audit->status = status;
	author->commit = c;
	author->person = (const struct person *)repo_person_by_email(audit->repo, c->author_email);
	if (!status && found)
		look_for_squash(audit, author, &commit);
	arena_free(&scratch);
	return author;
}

struct audit_author *
audit_author(struct audit *audit, const struct history_commit *c)
{
	while (audit->commits.n <= c->number)
		vec_push(audit->arena, &audit->commits);
	if (!audit->commits.p[c->number])
		audit->commits.p[c->number] = read_author(audit, c);
	return audit->commits.p[c->number];
}

enum signature
audit_signature(struct audit *audit, const struct history_commit *c)
{
	struct audit_author *author = audit_author(audit, c);

	if (!author->verified)
		author->signature = signature_of(audit->signatures, c->id, git_when_day(c->when),
		    author->person, repo_id(audit->repo, &author->person->record));
	author->verified = true;
	return author->signature;
}

struct str
audit_name(struct audit *audit, const struct history_commit *c)
{
	struct str name = repo_name_by_email(audit->repo, c->author_email);

	return name.n ? name : c->author_name;
}

struct str
audit_commit(struct audit *audit, const struct history_commit *c)
{
	char date[11], hex[41];

	return str_fmt(audit->arena, "%.*s, %s, %.10s", SV(audit_name(audit, c)),
	    date_text(date, git_when_day(c->when)), git_id_text(hex, c->id));
}
