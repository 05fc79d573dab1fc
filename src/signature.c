#include "signature.h"

#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "say.h"

struct signatures {
	struct arena *arena;
	struct arena scratch; /* rewound after each commit */
	struct git *git;
	char *folder;		 /* for the files that the programs want; NULL: there is none */
	struct str signature;	 /* path in it: of the commit */
	struct str signers;	 /* path in it: keys that count */
	bool said_ssh, said_gpg; /* that the program is missing */
};

struct signatures *
signatures_open(struct arena *a, struct git *git)
{
	struct signatures *s = NEW(a, struct signatures);
	const char *tmp = getenv("TMPDIR");

	s->arena = a;
	s->git = git;
	s->folder =
	    mkdtemp(str_c(a, JOIN(a, str_of(tmp && *tmp ? tmp : "/tmp"), S("/whet-XXXXXX"))));
	if (s->folder) {
		s->signature = JOIN(a, str_of(s->folder), S("/signature"));
		s->signers = JOIN(a, str_of(s->folder), S("/signers"));
	}
	return s;
}

void
signatures_close(struct signatures *s)
{
	if (s->folder) {
		unlink(s->signature.p);
		unlink(s->signers.p);
		rmdir(s->folder);
	}
	arena_free(&s->scratch);
}

static void
say_missing(bool *said, const char *program)
{
	if (!*said)
		say("%s is not installed, so signatures made with it are not verified", program);
	*said = true;
}

static bool
counts(const struct person_key *key, int32_t day)
{
	return (key->from == DATE_NONE || key->from <= day) &&
	       (key->to == DATE_NONE || day <= key->to);
}

/* SSH. */

static bool
is_one_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return s.n;
}

/* The keys that count on a day, as an allowed-signers file. */
static struct str
signers_of(struct signatures *s, const struct person *person, struct str id, int32_t day)
{
	struct str text = S("");

	for (uint32_t i = 0; i < person->signing_keys.n; i++) {
		const struct person_key *key = &person->signing_keys.p[i];

		if (counts(key, day) && is_one_line(key->key))
			text = JOIN(&s->scratch, text, id, S(" namespaces=\"git\" "), key->key,
			    S("\n"));
	}
	return text;
}

static enum signature
verify_ssh(struct signatures *s, struct str payload, struct str signers, struct str id)
{
	const char *const verify[] = {"ssh-keygen", "-Y", "verify", "-f", s->signers.p, "-I",
	    str_c(&s->scratch, id), "-n", "git", "-s", s->signature.p, NULL};
	const char *const fits[] = {"ssh-keygen", "-Y", "check-novalidate", "-n", "git", "-s",
	    s->signature.p, NULL};
	int status = file_replace_cache(s->signers.p, signers)
			 ? 127
			 : command_filter(NULL, &s->scratch, verify, payload);

	if (status == 0)
		return SIGNATURE_GOOD;
	if (status != 127)
		status = command_filter(NULL, &s->scratch, fits, payload);
	if (status == 127)
		say_missing(&s->said_ssh, "ssh-keygen");
	return status == 0 ? SIGNATURE_OTHER : status == 127 ? SIGNATURE_UNKNOWN : SIGNATURE_BAD;
}

/* OpenPGP. */

enum { FINGERPRINT_LEAST = 40 }; /* shorter ids of keys can be forged */

/* Is it this fingerprint, with blanks or without, capitals or small letters? */
static bool
is_fingerprint(struct str key, struct str fingerprint)
{
	size_t n = 0;

	if (str_starts(key, S("0x")))
		key = str_sub(key, 2, key.n);
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] == ' ')
			continue;
		if (n == fingerprint.n || toupper((unsigned char)key.p[i]) != fingerprint.p[n])
			return false;
		n++;
	}
	return n == fingerprint.n && n >= FINGERPRINT_LEAST;
}

static bool
lists(const struct person *person, struct str fingerprint, int32_t day)
{
	for (uint32_t i = 0; i < person->signing_keys.n; i++) {
		const struct person_key *key = &person->signing_keys.p[i];

		if (counts(key, day) && is_fingerprint(key->key, fingerprint))
			return true;
	}
	return false;
}

/* How many of gpg's lines of status begin with a word, and what follows it in the first of them. */
static size_t
status_lines(struct str *first, struct str status, struct str word)
{
	struct str line, rest, name;
	size_t n = 0;

	*first = S("");
	while (status.n) {
		str_cut(&line, &status, status, '\n');
		if (!str_starts(line, S("[GNUPG:] ")))
			continue;
		if (!str_cut(&name, &rest, str_sub(line, S("[GNUPG:] ").n, line.n), ' '))
			rest = S("");
		if (str_eq(name, word) && n++ == 0)
			*first = rest;
	}
	return n;
}

/* The key that signed, or the one that it is a part of. Several signatures in one are not told apart. */
static enum signature
judge_gpg(struct str status, const struct person *person, int32_t day)
{
	struct str rest, word, first, last;
	size_t valid = status_lines(&rest, status, S("VALIDSIG"));

	if (status_lines(&word, status, S("BADSIG")))
		return SIGNATURE_BAD;
	if (valid != 1)
		return SIGNATURE_UNKNOWN;
	if (!status_lines(&word, status, S("GOODSIG")))
		return SIGNATURE_OTHER;
	str_cut(&first, &rest, rest, ' ');
	for (last = first; rest.n; last = word)
		str_cut(&word, &rest, rest, ' ');
	return lists(person, first, day) || lists(person, last, day) ? SIGNATURE_GOOD
								     : SIGNATURE_OTHER;
}

static enum signature
verify_gpg(struct signatures *s, struct str payload, const struct person *person, int32_t day)
{
	const char *const argv[] = {"gpg", "--batch", "--no-tty", "--status-fd", "1", "--verify",
	    s->signature.p, "-", NULL};
	struct str status;

	if (command_filter(&status, &s->scratch, argv, payload) == 127) {
		say_missing(&s->said_gpg, "gpg");
		return SIGNATURE_UNKNOWN;
	}
	return judge_gpg(status, person, day);
}

enum signature
signature_of(struct signatures *s, struct git_id commit, int32_t day, const struct person *person,
    struct str id)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct str signature, payload;
	enum signature result = SIGNATURE_UNKNOWN;

	git_read_signature(&signature, &payload, s->git, &s->scratch, commit);
	if (!signature.n)
		result = SIGNATURE_NONE;
	else if (!s->folder || file_replace_cache(s->signature.p, signature))
		result = SIGNATURE_UNKNOWN;
	else if (str_starts(signature, S("-----BEGIN SSH SIGNATURE-----")))
		result = verify_ssh(s, payload, signers_of(s, person, id, day), id);
	else if (str_starts(signature, S("-----BEGIN PGP SIGNATURE-----")))
		result = verify_gpg(s, payload, person, day);
	arena_rewind(&s->scratch, mark);
	return result;
}
