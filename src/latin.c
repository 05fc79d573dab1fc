#include "latin.h"

/* One letter for each code point; '+': there are two, in pairs; '-': none. */
static const char from_c0[] = "aaaaaa+ceeeeiiiidnooooo-ouuuuy++aaaaaa+ceeeeiiiidnooooo-ouuuuy+y"
			      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii++jjkkqlllllll"
			      "lllnnnnnnnnnoooooo++rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
			      "bbbb--occdddd-eeeffg-+iikkl--nn-oo++pp-----ttttuu-vyyzz---------"
			      "----+++++++++aaiioouuuuuuuuuueaaaa++ggggkkoooo--j+++gg--nnaa++oo"
			      "aaaaeeeeiiiioooorrrruuuusstt--hh-d--zzaaeeooooooooyylntj++acclts"
			      "z--bu-eejj--rryy---bocdd-e-e";
static const char from_1e00[] = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
				"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
				"wwwwwwwwwwxxxxyyzzzzzzhtwyasss+-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
				"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy++vvyy";

static const struct {
	int32_t from, to;
	char letters[3];
} pairs[] = {
    {0xc6, 0xc6, "ae"},
    {0xde, 0xde, "th"},
    {0xdf, 0xdf, "ss"},
    {0xe6, 0xe6, "ae"},
    {0xfe, 0xfe, "th"},
    {0x132, 0x133, "ij"},
    {0x152, 0x153, "oe"},
    {0x195, 0x195, "hv"},
    {0x1a2, 0x1a3, "oi"},
    {0x1c4, 0x1c6, "dz"},
    {0x1c7, 0x1c9, "lj"},
    {0x1ca, 0x1cc, "nj"},
    {0x1e2, 0x1e3, "ae"},
    {0x1f1, 0x1f3, "dz"},
    {0x1fc, 0x1fd, "ae"},
    {0x238, 0x238, "db"},
    {0x239, 0x239, "qp"},
    {0x1e9e, 0x1e9e, "ss"},
    {0x1efa, 0x1efb, "ll"},
};

static size_t
put_pair(char *to, int32_t c)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i].from <= c && c <= pairs[i].to) {
			to[0] = pairs[i].letters[0];
			to[1] = pairs[i].letters[1];
			return 2;
		}
	return 0;
}

static char
letter_of(int32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	if (c >= 0xc0 && c < 0xc0 + (int32_t)sizeof from_c0 - 1)
		return from_c0[c - 0xc0];
	if (c >= 0x1e00 && c < 0x1e00 + (int32_t)sizeof from_1e00 - 1)
		return from_1e00[c - 0x1e00];
	return '-';
}

/* What a code point is written with, two letters at most; how many they are. */
static size_t
put_letters(char *to, int32_t c)
{
	char letter = letter_of(c);

	if (c >= 0x300 && c <= 0x36f) /* combining marks */
		return 0;
	if (letter == '+')
		return put_pair(to, c);
	to[0] = letter == '-' ? ' ' : letter;
	return 1;
}

struct str
latin_words(struct arena *a, struct str text)
{
	char *words = arena_bytes(a, text.n + 1);
	size_t n = 0;

	while (text.n)
		n += put_letters(words + n, utf8_next(&text));
	words[n] = '\0';
	return (struct str){words, n};
}
