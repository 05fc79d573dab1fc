#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "out.h"
#include "pattern_plain.h"

/* Memory of one match. */
enum { HEAP_KIB = 4096 };

struct pattern {
	struct plain plain; /* tried first; without alternatives where the pattern is not plain */
	pcre2_code *code;   /* in the arena, as all that PCRE2 compiles */
};

/* Translation. */

struct translation {
	struct out out;
	struct str rest;   /* of the pattern */
	bool in_class;	   /* within [ ] */
	const char *error; /* NULL while all is well */
};

/* The white space of JavaScript beyond what PCRE2 takes \s to be. */
#define MORE_SPACE "\\u{a0}\\u{feff}\\u{2028}\\u{2029}\\p{Zs}"

/* All that is none, for classes: there is no taking away in them. */
#define NO_SPACE                                                              \
	"\\x00-\\x08\\x0e-\\x1f!-\\u{9f}\\u{a1}-\\u{167f}\\u{1681}-\\u{1fff}" \
	"\\u{200b}-\\u{2027}\\u{202a}-\\u{202e}\\u{2030}-\\u{205e}"           \
	"\\u{2060}-\\u{2fff}\\u{3001}-\\u{fefe}\\u{ff00}-\\u{10ffff}"

/* JavaScript knows the long names of the general categories, PCRE2 the short ones only. */
static const struct {
	const char *name, *category;
} categories[] = {
    {"Letter", "L"},
    {"Cased_Letter", "L&"},
    {"LC", "L&"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Titlecase_Letter", "Lt"},
    {"Modifier_Letter", "Lm"},
    {"Other_Letter", "Lo"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Nonspacing_Mark", "Mn"},
    {"Spacing_Mark", "Mc"},
    {"Enclosing_Mark", "Me"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Letter_Number", "Nl"},
    {"Other_Number", "No"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Connector_Punctuation", "Pc"},
    {"Dash_Punctuation", "Pd"},
    {"Open_Punctuation", "Ps"},
    {"Close_Punctuation", "Pe"},
    {"Initial_Punctuation", "Pi"},
    {"Final_Punctuation", "Pf"},
    {"Other_Punctuation", "Po"},
    {"Symbol", "S"},
    {"Math_Symbol", "Sm"},
    {"Currency_Symbol", "Sc"},
    {"Modifier_Symbol", "Sk"},
    {"Other_Symbol", "So"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Line_Separator", "Zl"},
    {"Paragraph_Separator", "Zp"},
    {"Other", "C"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
    {"Format", "Cf"},
    {"Surrogate", "Cs"},
    {"Private_Use", "Co"},
    {"Unassigned", "Cn"},
};

static struct str
take(struct translation *t, size_t n)
{
	struct str taken = str_sub(t->rest, 0, n);

	t->rest = str_sub(t->rest, n, t->rest.n);
	return taken;
}

/* \p{...} and \P{...}; letter is the p. */
static void
translate_property(struct translation *t, char letter)
{
	size_t end = str_index(t->rest, '}');
	struct str name, value;

	if (!str_starts(t->rest, S("{")) || end == t->rest.n) {
		t->error = "\\p needs a property in braces";
		return;
	}
	name = str_sub(take(t, end + 1), 1, end);
	if (str_cut(&value, &value, name, '=') &&
	    (str_starts(name, S("General_Category=")) || str_starts(name, S("gc="))))
		name = value;
	for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
		if (str_is(name, categories[i].name))
			name = str_of(categories[i].category);
	out_fmt(&t->out, "\\%c{%.*s}", letter, SV(name));
}

/* The four hexadecimal digits of \uXXXX; -1 where there are others. */
static long
code_unit(struct str s)
{
	char text[5] = {0};

	if (s.n < 4)
		return -1;
	memcpy(text, s.p, 4);
	return strspn(text, "0123456789abcdefABCDEF") == 4 ? strtol(text, NULL, 16) : -1;
}

/* \uXXXX, where two surrogates make one character, and \u{X...}. */
static void
translate_unicode(struct translation *t)
{
	long first = code_unit(t->rest), second = -1;

	if (first < 0) {
		out_text(&t->out, "\\u");
		if (!str_starts(t->rest, S("{")))
			t->error = "\\u needs four hexadecimal digits";
		return;
	}
	take(t, 4);
	if (first >= 0xd800 && first < 0xdc00 && str_starts(t->rest, S("\\u")))
		second = code_unit(str_sub(t->rest, 2, t->rest.n));
	if (second >= 0xdc00 && second < 0xe000) {
		take(t, 6);
		first = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
	}
	out_fmt(&t->out, "\\u{%lx}", first);
}

static void
translate_escape(struct translation *t)
{
	char c = take(t, 2).p[1];

	if (c == 'p' || c == 'P')
		translate_property(t, c);
	else if (c == 'u')
		translate_unicode(t);
	else if (c == 's')
		out_fmt(&t->out, t->in_class ? "\\s%s" : "[\\s%s]", MORE_SPACE);
	else if (c == 'S')
		out_fmt(&t->out, t->in_class ? "%s" : "[%s]", NO_SPACE);
	else if (((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && !strchr("bBcdDfknrStvwWx", c)) || !c)
		t->error = "an escape that JavaScript does not know";
	else
		out_fmt(&t->out, "\\%c", c);
}

/* What stands behind "(?" in JavaScript. */
static bool
is_group(struct str s)
{
	return str_starts(s, S(":")) || str_starts(s, S("=")) || str_starts(s, S("!")) ||
	       str_starts(s, S("<"));
}

static void
translate_one(struct translation *t)
{
	char c = t->rest.p[0];

	if (c == '\\' && t->rest.n > 1) {
		translate_escape(t);
		return;
	}
	take(t, 1);
	if (t->in_class) {
		/* Else [[:alpha:]] would be a class of PCRE2's own. */
		out_text(&t->out, c == '[' ? "\\[" : "");
		t->in_class = c != ']';
		if (c == '[')
			return;
	} else if (c == '[') {
		t->in_class = true;
	} else if (c == '(' && (str_starts(t->rest, S("*")) ||
				   (str_starts(t->rest, S("?")) &&
				       !is_group(str_sub(t->rest, 1, t->rest.n))))) {
		t->error = "a group that JavaScript does not know";
	} else if (strchr("*+?}", c) && c && str_starts(t->rest, S("+"))) {
		t->error = "a quantifier that JavaScript does not know";
	} else if (c == '.') {
		out_text(&t->out, "[^\\n\\r\\u{2028}\\u{2029}]");
		return;
	}
	out_char(&t->out, c);
}

static bool
translate(struct str *translated, struct str *error, struct arena *a, struct str text)
{
	struct translation t = {.rest = text};

	out_init(&t.out, a, -1);
	while (t.rest.n && !t.error)
		translate_one(&t);
	*translated = out_all(&t.out);
	if (t.error)
		*error = str_of(t.error);
	return !t.error;
}

/* Compilation. */

static void *
arena_malloc(PCRE2_SIZE size, void *arena)
{
	return arena_bytes(arena, size);
}

static void
arena_release(void *p, void *arena)
{
	(void)p;
	(void)arena;
}

static struct str
problem(struct arena *a, int code)
{
	char text[160];

	if (pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof text) < 0)
		return S("no regular expression");
	return str_dup(a, str_of(text));
}

struct pattern *
pattern_new(struct arena *a, struct str text, struct str *error)
{
	struct pattern *p = NEW(a, struct pattern);
	pcre2_general_context *general;
	pcre2_compile_context *context;
	struct str translated;
	PCRE2_SIZE offset;
	int code;

	if (!plain_read(&p->plain, a, text))
		p->plain.n = 0;
	if (!translate(&translated, error, a, text))
		return NULL;
	general = pcre2_general_context_create(arena_malloc, arena_release, a);
	context = pcre2_compile_context_create(general);
	pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALT_BSUX);
	p->code = pcre2_compile((PCRE2_SPTR)(translated.n ? translated.p : ""), translated.n,
	    PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF |
		PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C,
	    &code, &offset, context);
	if (!p->code)
		*error = problem(a, code);
	return p->code ? p : NULL;
}

/* Matching. */

static void
matcher_init(struct matcher *m)
{
	m->data = pcre2_match_data_create(1, NULL);
	m->context = pcre2_match_context_create(NULL);
	if (!m->data || !m->context)
		abort();
	pcre2_set_heap_limit(m->context, HEAP_KIB);
}

void
matcher_free(struct matcher *m)
{
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
	*m = (struct matcher){NULL, NULL};
}

enum pattern_verdict
pattern_match(const struct pattern *p, struct str s, uint32_t limit, struct matcher *m)
{
	enum pattern_verdict verdict = p->plain.n ? plain_match(&p->plain, s) : PATTERN_LIMIT;
	int code;

	if (verdict != PATTERN_LIMIT)
		return verdict;
	if (!m->data)
		matcher_init(m);
	pcre2_set_match_limit(m->context, limit);
	code = pcre2_match(p->code, (PCRE2_SPTR)(s.p ? s.p : ""), s.n, 0, 0, m->data, m->context);
	if (code >= 0)
		return PATTERN_YES;
	return code == PCRE2_ERROR_NOMATCH ? PATTERN_NO : PATTERN_LIMIT;
}
