#include "intern.h"

#include <pthread.h>

#include "tap.h"

enum { THREADS = 8, WORDS = 10000, ROUNDS = 3 };

static void
symbols(void)
{
	struct arena a = {0};
	struct intern *in = intern_new(&a);
	char text[] = "ada";
	uint32_t ada = intern(in, str_of(text)), other;

	is_num(intern(in, S("")), 0, "the empty string is none");
	is_num(intern(in, (struct str){NULL, 0}), 0, "no string is none");
	is_str(intern_str(in, 0), "", "none has the empty string");
	is_num(intern_find(in, S("")), 0, "none is not looked for");
	is_num(intern_count(in), 2, "two symbols");
	ok(ada != 0, "a symbol");
	memset(text, 'x', 3);
	is_num(intern(in, S("ada")), ada, "its string is a copy");
	is_str(intern_str(in, ada), "ada", "symbol to string");
	ok(intern_str(in, ada).p[3] == '\0', "with a NUL behind it");
	is_num(intern_find(in, S("ada")), ada, "found");
	is_num(intern_find(in, S("ben")), 0, "not found");
	is_num(intern_count(in), 2, "looking adds nothing");
	other = intern(in, (struct str){"ada\0", 4});
	ok(other != ada && intern_str(in, other).n == 4, "a NUL makes another string");
	ok(intern(in, S("Ada")) != ada, "case counts");
	intern_free(in);
	arena_free(&a);
}

static void
many(void)
{
	struct arena a = {0};
	struct intern *in = intern_new(&a);
	char text[16];
	bool distinct = true, kept = true;

	for (uint32_t i = 1; i <= 200000; i++) {
		snprintf(text, sizeof text, "word%u", (unsigned)i);
		distinct = distinct && intern(in, str_of(text)) == i;
	}
	for (uint32_t i = 1; i <= 200000; i++) {
		snprintf(text, sizeof text, "word%u", (unsigned)i);
		kept = kept && intern(in, str_of(text)) == i && str_is(intern_str(in, i), text);
	}
	ok(distinct, "200,000 strings have 200,000 symbols");
	ok(kept, "and keep them");
	intern_free(in);
	arena_free(&a);
}

struct task {
	struct intern *in;
	unsigned seed;
	uint32_t symbols[WORDS];
	bool right;
};

/* Each thread meets the same words in another order and reads them back at once. */
static void *
work(void *arg)
{
	struct task *t = arg;

	t->right = true;
	for (unsigned i = 0; i < WORDS * ROUNDS; i++) {
		unsigned word = (i * 7919 + t->seed * 1237) % WORDS;
		uint32_t symbol;
		char text[16];

		snprintf(text, sizeof text, "word%u", word);
		symbol = intern(t->in, str_of(text));
		t->right = t->right && symbol && (!t->symbols[word] || t->symbols[word] == symbol);
		t->right = t->right && str_is(intern_str(t->in, symbol), text);
		t->right = t->right && intern_find(t->in, str_of(text)) == symbol;
		t->symbols[word] = symbol;
	}
	return NULL;
}

static void
threads(void)
{
	static struct task tasks[THREADS];
	struct arena a = {0};
	struct intern *in = intern_new(&a);
	pthread_t ids[THREADS];
	bool right = true, same = true;

	for (unsigned i = 0; i < THREADS; i++) {
		tasks[i].in = in;
		tasks[i].seed = i;
		pthread_create(&ids[i], NULL, work, &tasks[i]);
	}
	for (unsigned i = 0; i < THREADS; i++) {
		pthread_join(ids[i], NULL);
		right = right && tasks[i].right;
		same = same && !memcmp(tasks[i].symbols, tasks[0].symbols, sizeof tasks[i].symbols);
	}
	ok(right, "every thread reads back what it interned");
	ok(same, "all threads have the same symbols");
	is_num(intern_count(in), WORDS + 1, "no word is there twice");
	intern_free(in);
	arena_free(&a);
}

int
main(void)
{
	symbols();
	many();
	threads();
	return done();
}
