#include "git.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "date.h"

/* The value of a hexadecimal digit as Git writes it, -1 for what is none. */
static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
git_id_parse(struct git_id *id, struct str hex)
{
	if (hex.n != 2 * sizeof id->raw)
		return false;
	for (size_t i = 0; i < sizeof id->raw; i++) {
		int high = digit(hex.p[2 * i]), low = digit(hex.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id->raw[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

char *
git_id_text(char text[static 41], struct git_id id)
{
	for (size_t i = 0; i < sizeof id.raw; i++) {
		text[2 * i] = "0123456789abcdef"[id.raw[i] >> 4];
		text[2 * i + 1] = "0123456789abcdef"[id.raw[i] & 15];
	}
	text[40] = '\0';
	return text;
}

bool
git_id_eq(struct git_id a, struct git_id b)
{
	return memcmp(a.raw, b.raw, sizeof a.raw) == 0;
}

bool
git_id_is_null(struct git_id id)
{
	return git_id_eq(id, (struct git_id){0});
}

/* Seconds since 1970 on the clock of that zone, within the years 0001 to 9999. */
static int64_t
local_seconds(struct git_when w)
{
	int64_t first = (int64_t)date_of(1, 1, 1) * 86400;
	int64_t last = (int64_t)date_of(9999, 12, 31) * 86400 + 86399;
	int64_t offset = (int64_t)w.minutes * 60;

	if (w.seconds < first - offset)
		return first;
	return w.seconds > last - offset ? last : w.seconds + offset;
}

int32_t
git_when_day(struct git_when w)
{
	int64_t seconds = local_seconds(w);

	return (int32_t)((seconds >= 0 ? seconds : seconds - 86399) / 86400);
}

char *
git_when_text(char text[static 32], struct git_when w)
{
	int32_t day = git_when_day(w);
	int second = (int)(local_seconds(w) - (int64_t)day * 86400);
	int offset = w.minutes < 0 ? -w.minutes : w.minutes;
	char date[11];

	snprintf(text, 32, "%sT%02d:%02d:%02d%c%02d:%02d", date_text(date, day), second / 3600,
	    second / 60 % 60, second % 60, w.minutes < 0 ? '-' : '+', offset / 60 % 100,
	    offset % 60);
	return text;
}

/* A decimal number, capped at INT64_MAX / 2; what follows its digits is left in s. */
static int64_t
number(struct str *s)
{
	int64_t n = 0;

	for (; s->n && s->p[0] >= '0' && s->p[0] <= '9'; *s = str_sub(*s, 1, s->n))
		n = n < INT64_MAX / 32 ? n * 10 + (s->p[0] - '0') : INT64_MAX / 2;
	return n;
}

/* "1785223800 +0200"; offsets of a day and more are taken as none. */
static struct git_when
parse_when(struct str s)
{
	bool before = str_starts(s, S("-")), west;
	struct git_when w;
	int64_t zone;

	s = str_sub(s, before, s.n);
	w.seconds = number(&s);
	if (before)
		w.seconds = -w.seconds;
	s = str_trim(s);
	west = str_starts(s, S("-"));
	s = str_sub(s, 1, s.n);
	zone = number(&s);
	w.minutes = zone < 2400 ? (int)(zone / 100 * 60 + zone % 100) : 0;
	if (west)
		w.minutes = -w.minutes;
	return w;
}

/* "Ada Okafor <ada@example.org> 1785223800 +0200". Git itself takes the last angle bracket for the
 * address's end. */
static struct git_person
parse_person(struct str s)
{
	size_t open = str_index(s, '<'), close = s.n;

	while (close > open && s.p[close - 1] != '>')
		close--;
	if (close == open)
		return (struct git_person){.name = str_trim(s)};
	return (struct git_person){
	    .name = str_trim(str_sub(s, 0, open)),
	    .email = str_trim(str_sub(s, open + 1, close - 1)),
	    .when = parse_when(str_trim(str_sub(s, close, s.n))),
	};
}

/* Cuts the header line "KEY VALUE" off rest; false, and nothing cut, where another comes next. */
static bool
header(struct str *value, struct str *rest, struct str key)
{
	struct str line, after, word;

	if (!str_cut(&line, &after, *rest, '\n') || !str_cut(&word, value, line, ' ') ||
	    !str_eq(word, key))
		return false;
	*rest = after;
	return true;
}

bool
git_parse_commit(struct git_commit *commit, struct arena *a, struct str bytes)
{
	struct git_ids parents = {0};
	struct str value, after;

	if (!header(&value, &bytes, S("tree")) || !git_id_parse(&commit->tree, value))
		return false;
	while (header(&value, &bytes, S("parent")))
		if (!git_id_parse(vec_push(a, &parents), value))
			return false;
	if (!header(&value, &bytes, S("author")))
		return false;
	commit->author = parse_person(value);
	if (!header(&value, &bytes, S("committer")))
		return false;
	commit->committer = parse_person(value);
	commit->parents = parents.p;
	commit->n_parents = parents.n;
	while (bytes.n && bytes.p[0] != '\n') {
		str_cut(&value, &bytes, bytes, '\n');
		commit->is_signed = commit->is_signed || str_starts(value, S("gpgsig "));
	}
	while (bytes.n && bytes.p[0] == '\n')
		bytes = str_sub(bytes, 1, bytes.n);
	commit->message = bytes;
	str_cut(&commit->subject, &after, bytes, '\n');
	commit->subject = str_trim(commit->subject);
	return true;
}

/* Old commits hold modes that Git no longer writes, 0100664 for instance. */
static uint32_t
known_mode(uint32_t mode)
{
	switch (mode & 0170000) {
	case 0040000:
		return GIT_FOLDER;
	case 0120000:
		return GIT_SYMLINK;
	case 0160000:
		return GIT_SUBMODULE;
	default:
		return mode & 0100 ? GIT_EXECUTABLE : GIT_FILE;
	}
}

bool
git_parse_entry(struct git_entry *entry, struct str *rest)
{
	struct str mode, after;
	uint32_t bits = 0;

	if (!str_cut(&mode, &after, *rest, ' ') || mode.n == 0 || mode.n > 7)
		return false;
	for (size_t i = 0; i < mode.n; i++) {
		if (mode.p[i] < '0' || mode.p[i] > '7')
			return false;
		bits = bits << 3 | (uint32_t)(mode.p[i] - '0');
	}
	*entry = (struct git_entry){.mode = known_mode(bits)};
	if (!str_cut(&entry->name, &after, after, '\0') || entry->name.n == 0 ||
	    after.n < sizeof entry->id.raw)
		return false;
	memcpy(entry->id.raw, after.p, sizeof entry->id.raw);
	*rest = str_sub(after, sizeof entry->id.raw, after.n);
	return true;
}
