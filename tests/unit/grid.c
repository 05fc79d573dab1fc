#include "grid.h"

#include "tap.h"

static struct arena arena;

static const struct grid_column columns[] = {
    {.title = "NAME", .least = 10},
    {.title = "", .drawn = true, .spare = 2},
    {.title = "DONE", .right = true},
    {.title = "NOTE", .spare = 1},
};

static struct grid *
sample(void)
{
	struct grid *g = NEW(&arena, struct grid);

	grid_init(g, &arena, columns, 4);
	grid_text(g, S("latency"));
	grid_bar(g, 0.5);
	grid_text(g, S("50 %"))->tone = TONE_GOOD;
	grid_text(g, S("on time"));
	grid_text(g, S("a much longer name"));
	grid_bar(g, NAN);
	grid_text(g, S("-"));
	grid_text(g, S(""));
	return g;
}

static struct str
printed(const struct grid *g, const struct grid_style *style)
{
	struct out o;

	out_init(&o, &arena, -1);
	grid_print(&o, g, style);
	return out_all(&o);
}

static void
tabs(void)
{
	struct grid_style style = {.width = 10};
	struct grid g;

	is_str(printed(sample(), &style), "latency\t50 %\ton time\na much longer name\t-\t\n",
	    "tabs: no titles, no bars, no cut");
	grid_init(&g, &arena, columns, 4);
	is_str(printed(&g, &style), "", "nothing without rows");
	style.aligned = true;
	is_str(printed(&g, &style), "", "no titles without rows either");
	style.aligned = false;
	grid_text(&g, S("tab\there\nand \033[31m"));
	for (int i = 1; i < 4; i++)
		grid_text(&g, S(""));
	is_str(printed(&g, &style), "tab\\x09here\\nand \\x1b[31m\t\t\n",
	    "what would break rows or the terminal is escaped");
}

static void
aligned(void)
{
	struct grid_style style = {.aligned = true, .width = 80};

	is_str(printed(sample(), &style),
	    "NAME                          DONE  NOTE\n"
	    "latency             ####....  50 %  on time\n"
	    "a much longer name               -\n",
	    "columns, figures at the right, nothing behind the last text");
	style.blocks = true;
	style.width = 40;
	is_str(printed(sample(), &style),
	    "NAME                       DONE  NOTE\n"
	    "latency          \u2588\u2588\u2588\u2588\u2591\u2591\u2591\u2591  50 %  on time\n"
	    "a much longer \u2026               -\n",
	    "cut to the width");
	style.width = 30;
	is_str(printed(sample(), &style),
	    "NAME                      DONE\n"
	    "latency         \u2588\u2588\u2588\u2588\u2591\u2591\u2591\u2591  50 %\n"
	    "a much longer\u2026               -\n",
	    "the last spare column is left out first");
	style.width = 20;
	is_str(printed(sample(), &style),
	    "NAME            DONE\n"
	    "latency         50 %\n"
	    "a much longer\u2026     -\n",
	    "then the one before it");
	style.width = 12;
	style.blocks = false;
	is_str(printed(sample(), &style),
	    "NAME    DONE\n"
	    "lat...  50 %\n"
	    "a m...     -\n",
	    "then cut further, in ASCII");
}

static void
wide_characters(void)
{
	static const struct grid_column wide[] = {{.title = "A", .least = 10}, {.title = "B"}};
	struct grid_style style = {.aligned = true, .width = 80, .blocks = true};
	struct grid g;

	grid_init(&g, &arena, wide, 2);
	grid_text(&g, S("速い店の会計の画面"));
	grid_text(&g, S("x"));
	grid_text(&g, S("cafe\u0301"));
	grid_text(&g, S("y"));
	is_str(printed(&g, &style),
	    "A                   B\n"
	    "速い店の会計の画面  x\n"
	    "cafe\u0301                y\n",
	    "aligned by columns, not bytes");
	style.width = 15;
	is_str(printed(&g, &style),
	    "A             B\n"
	    "速い店の会\u2026   x\n"
	    "cafe\u0301          y\n",
	    "a wide character is not cut in half");
}

static void
paths(void)
{
	static const struct grid_column path[] = {{.title = "PATH", .least = 8, .path = true}};
	static const struct {
		const char *path, *shown;
		size_t width;
	} cases[] = {
	    {"goals/closed/ada.yaml", "goals/closed/ada.yaml", 21},
	    {"goals/closed/ada.yaml", "\u2026/closed/ada.yaml", 20},
	    {"goals/closed/ada.yaml", "\u2026/ada.yaml", 15},
	    {"goals/closed/ada.yaml", "\u2026/ada.yaml", 10},
	    {"goals/closed/ada.yaml", "\u2026da.yaml", 8},
	    {"goals/\u901f\u3044\u5e97.yaml", "\u2026\u5e97.yaml", 9},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct grid_style style = {.aligned = true,
		    .blocks = true,
		    .width = cases[i].width};
		struct grid g;
		struct str out;

		grid_init(&g, &arena, path, 1);
		grid_text(&g, str_of(cases[i].path));
		out = printed(&g, &style);
		is_str(str_trim(str_sub(out, str_index(out, '\n'), out.n)), cases[i].shown,
		    "a path at %zu", cases[i].width);
	}
}

static void
empty_columns(void)
{
	struct grid_style style = {.aligned = true, .width = 80};
	struct grid g;

	grid_init(&g, &arena, columns, 4);
	grid_text(&g, S("latency"));
	grid_bar(&g, NAN);
	grid_text(&g, S(""));
	grid_text(&g, S(""));
	is_str(printed(&g, &style), "NAME     DONE\nlatency\n",
	    "a spare column that is empty in all rows is left out, no other");
	style.aligned = false;
	is_str(printed(&g, &style), "latency\t\t\n", "but not between tabs");
}

static void
colours(void)
{
	struct grid_style style = {.colour = true};
	struct out o;

	is_str(printed(sample(), &style),
	    "latency\t\033[32m50 %\033[0m\ton time\na much longer name\t-\t\n",
	    "tones where asked for");
	out_init(&o, &arena, -1);
	tone_print(&o, S("x"), TONE_BAD, true);
	tone_print(&o, S("y"), TONE_PLAIN, true);
	tone_print(&o, S("z"), TONE_BAD, false);
	is_str(out_all(&o), "\033[31mx\033[0myz", "text in a tone");
}

static void
bars(void)
{
	static const struct grid_column bar[] = {{.title = "", .drawn = true}};
	static const struct {
		double share;
		const char *bar;
	} cases[] = {
	    {0, "........"},
	    {1e-12, "........"},
	    {0.001, "#......."},
	    {0.999, "#######."},
	    {1, "########"},
	    {1 - 1e-12, "########"},
	    {2.5, "########"},
	    {-1, "........"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct grid_style style = {.aligned = true, .width = 80};
		struct grid g;

		grid_init(&g, &arena, bar, 1);
		grid_bar(&g, cases[i].share);
		is_str(str_trim(printed(&g, &style)), cases[i].bar, "bar of %g", cases[i].share);
	}
}

int
main(void)
{
	str_locale();
	tabs();
	aligned();
	wide_characters();
	paths();
	empty_columns();
	colours();
	bars();
	arena_free(&arena);
	return done();
}
