#include "latin.h"

#include "tap.h"

static struct arena arena;

static void
languages(void)
{
	static const struct {
		const char *name, *text, *words;
	} cases[] = {
	    {"English", "The 2nd Checkout", "the 2nd checkout"},
	    {"French", "Été à l’œuvre, façon naïve", "ete a l oeuvre  facon naive"},
	    {"German", "Übergrößen ẞ", "ubergrossen ss"},
	    {"Danish", "Rødgrød på Ærø", "rodgrod pa aero"},
	    {"Icelandic", "Það er Þórður", "thad er thordur"},
	    {"Polish", "Zażółć gęślą jaźń", "zazolc gesla jazn"},
	    {"Czech", "Příliš žluťoučký kůň", "prilis zlutoucky kun"},
	    {"Hungarian", "Árvíztűrő", "arvizturo"},
	    {"Turkish", "İstanbul ışığı ağır", "istanbul isigi agir"},
	    {"Romanian", "Știință și țară", "stiinta si tara"},
	    {"Latvian", "Šķērsļi", "skersli"},
	    {"Maltese", "Ħaż-Żebbuġ", "haz zebbug"},
	    {"Azerbaijani", "Gəncə", "gence"},
	    {"Croatian", "Đak ǈubav", "dak ljubav"},
	    {"Vietnamese", "Nguyễn Đức Thịnh, ưu tiên", "nguyen duc thinh  uu tien"},
	    {"decomposed", "Cafe\xcc\x81", "cafe"},
	    {"Cyrillic", "Я1", " 1"},
	    {"Japanese", "速い", "  "},
	    {"signs", "2×3÷4", "2 3 4"},
	    {"nothing", "", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_str(latin_words(&arena, str_of(cases[i].text)), cases[i].words, "%s",
		    cases[i].name);
	is_str(latin_words(&arena, S("a\xff\xc3")), "a  ", "what is no UTF-8 is no letter");
}

/* Whatever the text, there is nothing but lower-case letters, digits and blanks, and no more of them
 * than there were bytes. */
static void
all_characters(void)
{
	size_t wrong = 0;

	for (int32_t c = 0x80; c < 0x3000; c++) {
		struct arena_mark mark = arena_mark(&arena);
		char text[3] = {(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3f)),
		    (char)(0x80 | (c & 0x3f))};
		char shorter[2] = {(char)(0xc0 | c >> 6), (char)(0x80 | (c & 0x3f))};
		struct str s = c < 0x800 ? (struct str){shorter, 2} : (struct str){text, 3};
		struct str words = latin_words(&arena, s);

		if (words.n > 2 ||
		    strspn(words.p, "abcdefghijklmnopqrstuvwxyz0123456789 ") != words.n) {
			if (!wrong++)
				note("U+%04X", (unsigned)c);
		}
		arena_rewind(&arena, mark);
	}
	is_num((double)wrong, 0, "nothing else comes out");
}

int
main(void)
{
	languages();
	all_characters();
	arena_free(&arena);
	return done();
}
