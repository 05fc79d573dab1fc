#include "ical.h"

#include "tap.h"

static struct arena arena;

static struct str
line(const char *name, struct str value)
{
	struct out o;

	out_init(&o, &arena, -1);
	ical_line(&o, name, value);
	return out_all(&o);
}

static void
folding(void)
{
	is_str(line("X", S("")), "X:\r\n", "an empty value");
	is_str(line("SUMMARY", S("short")), "SUMMARY:short\r\n", "one line");
	is_str(line("X", S("0123456789012345678901234567890123456789012345678901234567890123456789"
			   "012")),
	    "X:0123456789012345678901234567890123456789012345678901234567890123456789012\r\n",
	    "75 octets are not folded");
	is_str(line("X", S("0123456789012345678901234567890123456789012345678901234567890123456789"
			   "0123")),
	    "X:0123456789012345678901234567890123456789012345678901234567890123456789012\r\n 3\r\n",
	    "76 are");
	is_str(line("X", S("0123456789012345678901234567890123456789012345678901234567890123456789"
			   "01\u00e9")),
	    "X:012345678901234567890123456789012345678901234567890123456789012345678901\r\n"
	    " \u00e9\r\n",
	    "never inside of a character");
}

static void
text(void)
{
	is_str(ical_text(&arena, S("a;b,c\\d:e\"f")), "a\\;b\\,c\\\\d:e\"f", "what is escaped");
	is_str(ical_text(&arena, S("a\nb\r\nc\rd\n")), "a\\nb\\nc\\nd\\n", "line ends");
	is_str(ical_text(&arena, S("a\tb\001c\177d\033[m")), "a\tb c d [m", "control characters");
	is_str(ical_text(&arena, S("a\377b\xc3")),
	    "a\xef\xbf\xbd"
	    "b\xef\xbf\xbd",
	    "what is no UTF-8");
	is_str(ical_text(&arena, S("")), "", "nothing");
}

/* The value that a folded line holds; its lines are checked on the way. */
static struct str
unfolded(bool *right, struct str all, size_t name)
{
	struct out o;

	out_init(&o, &arena, -1);
	*right = str_ends(all, S("\r\n"));
	for (bool first = true; all.n; first = false) {
		size_t end = str_find(all, S("\r\n"));
		struct str one = str_sub(all, 0, end);

		*right = *right && one.n <= 75 && utf8_valid(one) && one.n > !first &&
			 str_index(one, '\n') == one.n && (first || one.p[0] == ' ');
		out_str(&o, str_sub(one, first ? name : 1, one.n));
		all = str_sub(all, end + 2, all.n);
	}
	return out_all(&o);
}

/* What an iCalendar reader makes of a TEXT. */
static struct str
unescaped(struct str value)
{
	struct out o;

	out_init(&o, &arena, -1);
	for (size_t i = 0; i < value.n; i++) {
		bool escape = value.p[i] == '\\' && i + 1 < value.n;

		i += escape;
		out_char(&o, escape && value.p[i] == 'n' ? '\n' : value.p[i]);
	}
	return out_all(&o);
}

static uint32_t
roll(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

static void
round_trip(void)
{
	static const char *const parts[] = {"a", "b ", ";", ",", "\\", "\n", "\\n", ":", "\u00e9",
	    "\u2602", "\U0001f600", "e\u0301", " "};
	uint32_t state = 1, wrong = 0;

	for (int turn = 0; turn < 2000; turn++) {
		struct arena_mark mark = arena_mark(&arena);
		uint32_t length = roll(&state) % 200;
		struct str came;
		struct out made;
		bool right;

		out_init(&made, &arena, -1);
		while (length--)
			out_text(&made, parts[roll(&state) % (sizeof parts / sizeof *parts)]);
		came = unfolded(&right, line("DESCRIPTION", ical_text(&arena, out_all(&made))),
		    strlen("DESCRIPTION:"));
		if (!(right && str_eq(unescaped(came), out_all(&made))) && !wrong++)
			note("first: turn %d", turn);
		arena_rewind(&arena, mark);
	}
	is_num(wrong, 0,
	    "random texts come back, in lines of at most 75 octets of whole characters");
}

int
main(void)
{
	folding();
	text();
	round_trip();
	arena_free(&arena);
	return done();
}
