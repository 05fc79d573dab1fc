#include "load.h"

#include "meter.h"
#include "pool.h"
#include "shape.h"
#include "verdicts.h"

/* Bytes that are read ahead for the threads where a source hands them out on one thread only. */
enum { BATCH_BYTES = 8 << 20, BATCH_FILES = 1024 };

/* What one thread works with. */
struct worker {
	struct arena scratch;  /* bytes and tree of one file */
	struct arena texts;    /* texts of the findings */
	struct arena *records; /* the repository's, for this thread */
	struct sink sink;
	struct schema_scratch schema;
};

/* Records of one file. */
struct loaded {
	struct record **p;
	size_t n, cap;
	bool recalled; /* there is nothing more to do */
};

struct load {
	struct repo *repo;
	struct arena *scratch; /* what this struct refers to */
	struct worker workers[POOL_MOST];
	struct loaded *loaded;	   /* by file */
	struct verdicts *verdicts; /* NULL: every file is read */
	const bool *wanted;	   /* by file: is it parsed? NULL: each of them */
	struct str *bytes;	   /* by file: read ahead, or NULL: each thread reads */
	int *errors;		   /* by file: of reading ahead */
	size_t first;		   /* of the batch */
};

static void
unreadable(struct worker *w, struct repo_file *file, struct str message, const char *help)
{
	struct finding *f = sink_add(&w->sink, RULE_UNREADABLE);

	file->broken = true;
	f->path = file->path;
	f->message = str_dup(&w->texts, message);
	f->help = str_of(help);
}

static void
fail_to_read(struct worker *w, struct repo_file *file, int error)
{
	file->error = error;
	unreadable(w, file, str_fmt(&w->scratch, "cannot be read: %s", source_error(error)),
	    source_remedy(error));
}

/* What stands where a record should and is none; true where there is something to read. */
static bool
check_type(struct worker *w, struct repo_file *file)
{
	static const struct {
		const char *message, *help;
	} types[] = {
	    [SOURCE_SUBDIR] = {"this is a folder with the name of a record's file",
		"rename the folder: *.yaml is for files"},
	    [SOURCE_SYMLINK] = {"this is a symbolic link, which is not followed",
		"put the file itself here, or use imports in whet.yaml"},
	    [SOURCE_SPECIAL] = {"this is no regular file",
		"move it out of the workspace's folders"},
	    [SOURCE_CONFLICT] = {"an unresolved merge",
		"choose between the two sides, then git add"},
	};
	enum source_type type = file->source.type;

	if (file->source.error) {
		fail_to_read(w, file, file->source.error);
		return false;
	}
	if (type == SOURCE_FILE)
		return true;
	unreadable(w, file, str_of(types[type].message), types[type].help);
	return false;
}

static bool
read_bytes(struct str *bytes, struct load *load, struct worker *w, size_t i)
{
	struct repo_file *file = &load->repo->files[i];
	int error = 0;

	if (load->bytes) {
		*bytes = load->bytes[i - load->first];
		error = load->errors[i - load->first];
	} else {
		source_read(bytes, &error, file->from, &w->scratch, &file->source);
	}
	if (error) {
		fail_to_read(w, file, error);
		return false;
	}
	if (!str_starts(*bytes, S("version https://git-lfs.github.com/spec/")))
		return true;
	unreadable(w, file, S("this is a Git LFS pointer, not the file itself"),
	    "run git lfs pull");
	return false;
}

/* Documents of a file that are read: they are numbered in 16 bits. */
enum { DOCUMENTS_MOST = UINT16_MAX };

/* Reports that a file holds more than that, and whether it does. */
static bool
has_too_many(struct worker *w, struct yaml *y)
{
	struct finding *f;

	if (y->n_docs <= DOCUMENTS_MOST)
		return false;
	f = sink_add(&w->sink, RULE_LIMIT);
	yaml_place(f, y, y->docs[DOCUMENTS_MOST].from, y->docs[DOCUMENTS_MOST].from + 1);
	f->message = str_fmt(&w->texts, "a file holds at most %d records: what follows is not read",
	    DOCUMENTS_MOST);
	f->help = S("split it");
	return true;
}

/* False where a document is no record, and that is worth a finding. */
static bool
load_document(struct load *load, struct worker *w, size_t i, struct yaml *y, size_t number,
    bool file_valid)
{
	struct repo *repo = load->repo;
	const struct node *root = y->docs[number].root;
	struct sink_mark before = sink_mark(&w->sink);
	struct str id = S("");
	struct record *r;
	enum kind kind;

	if (!root)
		return sink_severity(&w->sink, RULE_EMPTY) == SEVERITY_OFF;
	kind = shape_check(&id, repo->shapes, &w->sink, y, root,
	    repo->files[i].from == repo->source, &w->schema);
	ignore_drop(&w->sink, before.n, &repo->files[i].ignores);
	if (kind == KIND_NONE)
		return !root->refused && !sink_found_since(&w->sink, before);
	r = arena_alloc(w->records, kinds[kind].table->size);
	fields_read(r, kinds[kind].table, root, w->records, repo->intern);
	r->id = intern(repo->intern, id);
	r->file = (uint32_t)i;
	r->document = (uint16_t)number;
	r->from = y->docs[number].from;
	r->to = number + 1 < y->n_docs ? y->docs[number + 1].from : (uint32_t)y->bytes.n;
	r->kind = (uint8_t)kind;
	r->valid = file_valid && !sink_failed_since(&w->sink, before);
	*vec_push(w->records, &load->loaded[i]) = r;
	return true;
}

static bool
is_wanted(const struct load *load, size_t i)
{
	return !load->wanted || load->wanted[i];
}

/* Takes from an earlier run what a file holds; false where it has to be read. */
static bool
recall(struct load *load, struct worker *w, size_t i)
{
	struct loaded *loaded = &load->loaded[i];

	w->sink.tally = &load->repo->files[i].tally;
	if (!loaded->recalled && load->verdicts)
		loaded->recalled = verdicts_recall(&loaded->p, &loaded->n, load->verdicts, i,
		    w->records, &w->sink);
	return loaded->recalled;
}

/* The records of a file that is there. */
static void
load_documents(struct load *load, struct worker *w, size_t i, struct str bytes)
{
	struct repo_file *file = &load->repo->files[i];
	struct loaded *loaded = &load->loaded[i];
	struct sink_mark before = sink_mark(&w->sink);
	struct yaml *y = yaml_parse(&w->scratch, &w->sink, file->path, bytes);
	bool valid;

	ignore_read(&file->ignores, w->records, y);
	ignore_drop(&w->sink, before.n, &file->ignores);
	valid = !sink_failed_since(&w->sink, before);
	file->broken =
	    y->broken || (!y->n_docs && sink_found_since(&w->sink, before)) || has_too_many(w, y);
	loaded->p = NEW_ARRAY(w->records, struct record *, y->n_docs);
	loaded->cap = y->n_docs;
	for (size_t d = 0; d < y->n_docs && d < DOCUMENTS_MOST; d++)
		if (!load_document(load, w, i, y, d, valid))
			file->broken = true;
}

/* Findings about imported files are the other workspace's affair. */
static void
load_file(void *ctx, size_t item, unsigned number)
{
	struct load *load = ctx;
	struct worker *w = &load->workers[number];
	size_t i = load->first + item;
	struct repo_file *file = &load->repo->files[i];
	struct arena_mark mark = arena_mark(&w->scratch);
	struct sink_mark before;
	struct str bytes = S("");

	meter_step(number);
	if (!is_wanted(load, i) || recall(load, w, i))
		return;
	before = sink_mark(&w->sink);
	if (check_type(w, file) && read_bytes(&bytes, load, w, i))
		load_documents(load, w, i, bytes);
	file->failed = sink_failed_since(&w->sink, before);
	if (load->verdicts)
		verdicts_note(load->verdicts, i, bytes.n, &w->sink, before.n, w->records);
	if (file->from != load->repo->source)
		w->sink.n = before.n;
	arena_rewind(&w->scratch, mark);
}

/* Files of sources that hand out bytes on one thread are read ahead in batches. */
static void
load_batches(struct load *load)
{
	struct repo *repo = load->repo;
	struct arena ahead = {0};
	struct str *bytes = NEW_ARRAY(load->scratch, struct str, BATCH_FILES);
	int *errors = NEW_ARRAY(load->scratch, int, BATCH_FILES);

	load->bytes = bytes;
	load->errors = errors;
	while (load->first < repo->n_files) {
		size_t n = 0, total = 0;

		while (n < BATCH_FILES && total < BATCH_BYTES && load->first + n < repo->n_files) {
			struct repo_file *file = &repo->files[load->first + n];

			bytes[n] = S("");
			errors[n] = 0;
			if (is_wanted(load, load->first + n) &&
			    !recall(load, &load->workers[0], load->first + n) &&
			    !file->source.error && file->source.type == SOURCE_FILE)
				source_read(&bytes[n], &errors[n], file->from, &ahead,
				    &file->source);
			total += bytes[n++].n;
		}
		pool_run(n, load_file, load);
		arena_rewind(&ahead, (struct arena_mark){NULL, 0});
		load->first += n;
	}
}

/* Parses what a report about the person of an id needs, and keeps the bytes of the rest. */
static void
load_around(struct load *load, struct str id)
{
	struct repo *repo = load->repo;
	struct load_choice choice = {
	    .wanted = NEW_ARRAY(load->scratch, bool, repo->n_files),
	    .bytes = NEW_ARRAY(repo->arena, struct str, repo->n_files),
	    .errors = NEW_ARRAY(load->scratch, int, repo->n_files),
	};

	load->verdicts = NULL;
	load_choose(&choice, repo, id, repo_is_threaded(repo));
	meter_start("reading records", repo->n_files);
	load->wanted = choice.wanted;
	load->bytes = choice.bytes;
	load->errors = choice.errors;
	pool_run(repo->n_files, load_file, load);
	for (size_t i = 0; i < repo->n_files; i++)
		if (choice.wanted[i])
			choice.bytes[i] = S("");
	repo->skipped = choice.bytes;
}

static void
load_all(struct load *load)
{
	if (repo_is_threaded(load->repo))
		pool_run(load->repo->n_files, load_file, load);
	else
		load_batches(load);
}

/* Takes what is needed out of what is remembered, where that is everything: else false. */
static bool
recall_needed(struct load *load, const struct load_need *need)
{
	struct repo *repo = load->repo;
	bool *wanted = NEW_ARRAY(load->scratch, bool, repo->n_files);

	if (!verdicts_choose(wanted, load->verdicts, need->id, need->also))
		return false;
	load->wanted = wanted;
	load_all(load);
	repo->skipped = NEW_ARRAY(repo->arena, struct str, repo->n_files);
	for (size_t i = 0; i < repo->n_files; i++)
		repo->skipped[i] = wanted[i] ? S("") : verdicts_of_people(load->verdicts, i);
	return true;
}

/* Loads as little as will do, or all where that is nearly as quick. */
static void
load_needed(struct load *load, const struct load_need *need)
{
	struct verdicts *v = load->verdicts;

	if (need->id.n && v && recall_needed(load, need))
		return;
	if (need->by_words && !(v && verdicts_are_most(v))) {
		load_around(load, need->id);
		return;
	}
	if (v)
		verdicts_expect_all(v);
	load_all(load);
}

/* The records of all files, in the order of files. */
static void
gather(struct load *load)
{
	struct repo *repo = load->repo;
	size_t n = 0;

	for (size_t i = 0; i < repo->n_files; i++)
		n += load->loaded[i].n;
	repo->records = NEW_ARRAY(repo->arena, struct record *, n);
	for (size_t i = 0; i < repo->n_files; i++)
		for (size_t k = 0; k < load->loaded[i].n; k++) {
			struct record *r = load->loaded[i].p[k];

			r->imported = repo->files[i].from != repo->source;
			repo->records[repo->n_records++] = r;
		}
}

void
load_records(struct repo *repo, struct sink *sink, const struct load_need *need)
{
	struct arena scratch = {0};
	struct load *load = NEW(&scratch, struct load);
	unsigned n = pool_workers();

	load->repo = repo;
	load->scratch = &scratch;
	load->loaded = NEW_ARRAY(&scratch, struct loaded, repo->n_files);
	repo->workers = NEW_ARRAY(repo->arena, struct arena, n);
	repo->n_workers = n;
	for (unsigned i = 0; i < n; i++) {
		struct worker *w = &load->workers[i];

		w->records = &repo->workers[i];
		w->sink = (struct sink){.arena = &w->texts, .severities = sink->severities};
	}
	meter_start("reading files", repo->n_files);
	load->verdicts = repo->verdicts;
	if (load->verdicts)
		verdicts_match(load->verdicts);
	load_needed(load, need);
	meter_end();
	gather(load);
	if (load->verdicts && !load->wanted)
		verdicts_keep(load->verdicts);
	for (unsigned i = 0; i < n; i++) {
		struct worker *w = &load->workers[i];

		sink_take(sink, &w->sink);
		schema_scratch_free(&w->schema);
		arena_free(&w->texts);
		arena_free(&w->scratch);
	}
	arena_free(&scratch);
}
