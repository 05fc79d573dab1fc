#include "history_kept_part.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "version.h"

const char kept_magic[8] = "whet h3\n";

static bool remembers;

void
history_remember(bool allow)
{
	remembers = allow;
}

static uint64_t
key_of(const struct history_query *q)
{
	struct arena a = {0};
	struct source_patterns include = workspace_include(&a, q->workspace);
	uint64_t key = str_hash(str_of(whet_sources)) * 31 + str_hash(q->prefix);

	for (size_t i = 0; i < include.n; i++)
		key = key * 31 + str_hash(include.p[i]);
	key = key * 31 + include.n;
	for (size_t i = 0; i < q->workspace->exclude.n; i++)
		key = key * 31 + str_hash(q->workspace->exclude.p[i]);
	arena_free(&a);
	return key;
}

/* Sums. */

uint64_t
kept_chunk_sum(struct kept_chunk head, struct str events)
{
	head.sum = 0;
	return pack_sum_after(&head, sizeof head, events);
}

uint64_t
kept_commit_sum(struct kept_commit c, const struct kept_blobs *blobs)
{
	c.sum = 0;
	return pack_sum_after(&c, sizeof c,
	    (struct str){(const char *)blobs, c.n_events * sizeof *blobs});
}

uint64_t
kept_order_sum(struct kept_order order, struct str places)
{
	order.sum = 0;
	return pack_sum_after(&order, sizeof order, places);
}

/* Reading chunks. */

/* Gives its symbol to the path of a number. */
static void
know_path(struct kept *k, uint32_t number, uint32_t symbol)
{
	k->path_symbols.p[number] = symbol;
	while (k->path_numbers.n <= symbol)
		vec_push(k->arena, &k->path_numbers);
	k->path_numbers.p[symbol] = number + 1;
}

void
kept_add_path(struct kept *k, struct str path, uint32_t symbol)
{
	*vec_push(k->arena, &k->paths) = path;
	vec_push(k->arena, &k->path_symbols);
	if (symbol)
		know_path(k, (uint32_t)k->paths.n - 1, symbol);
}

/* Bytes [at, at + n) of the file; false where it has not that many. */
static bool
read_bytes(void *to, const struct kept *k, size_t at, size_t n)
{
	return pread(k->fd, to, n, (off_t)at) == (ssize_t)n;
}

static size_t
padded(size_t n)
{
	return (n + 7) / 8 * 8;
}

static size_t
commits_size(const struct kept_chunk *head)
{
	return padded(
	    head->n_commits * sizeof(struct kept_commit) + head->n_parents * sizeof(struct git_id));
}

static size_t
blobs_size(const struct kept_chunk *head)
{
	return padded(head->n_events * sizeof(struct kept_blobs));
}

/* Do the events of a part's commits make up all of them, and have they paths? */
static bool
is_whole(const struct kept_part *part, size_t n_paths)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < part->head.n_commits; i++)
		n += part->n_events[i];
	for (uint32_t i = 0; i < part->head.n_events; i++)
		if (part->paths[i] >= n_paths)
			return false;
	return n == part->head.n_events;
}

/* Gives its commits their places. */
static void
add_part(struct kept *k, struct kept_part part)
{
	uint32_t first_event = 0;

	part.first = (uint32_t)k->places.n;
	for (uint32_t i = 0; i < part.head.n_commits; i++) {
		*vec_push(k->arena, &k->places) =
		    (struct kept_place){(uint32_t)k->parts.n, first_event};
		first_event += part.n_events[i];
	}
	*vec_push(k->arena, &k->parts) = part;
	k->size = part.blobs_at + blobs_size(&part.head);
	k->chunks += part.head.sum;
}

/* The head of the chunk at k->size, and where its parts are; false where they are not all there. */
static bool
read_head(struct kept_part *part, const struct kept *k)
{
	size_t left = k->found - k->size;
	struct kept_chunk *head = &part->head;

	if (left < sizeof *head || !read_bytes(head, k, k->size, sizeof *head))
		return false;
	left -= sizeof *head;
	if (head->size > left || head->size % 8 ||
	    ((uint64_t)head->n_commits + head->n_events) * sizeof(uint32_t) > head->size ||
	    commits_size(head) + blobs_size(head) > left - head->size)
		return false;
	part->commits_at = k->size + sizeof *head + head->size;
	part->blobs_at = part->commits_at + commits_size(head);
	return true;
}

/* Takes in the chunk at k->size; false where it is damaged, or not all there. */
static bool
read_chunk(struct kept *k)
{
	struct unpack u = {.arena = k->arena};
	struct kept_part part = {0};
	size_t n_paths = k->paths.n;
	char *bytes;

	if (!read_head(&part, k))
		return false;
	bytes = arena_bytes(k->arena, part.head.size);
	u.rest = (struct str){bytes, part.head.size};
	if (!read_bytes(bytes, k, k->size + sizeof part.head, part.head.size) ||
	    part.head.sum != kept_chunk_sum(part.head, u.rest))
		return false;
	part.n_events = (const void *)bytes;
	part.paths = part.n_events + part.head.n_commits;
	u.rest.p = (const char *)(part.paths + part.head.n_events);
	u.rest.n -= (size_t)(u.rest.p - bytes);
	for (uint32_t i = 0; i < part.head.n_paths && !u.failed; i++)
		kept_add_path(k, unpack_text(&u), 0);
	if (u.failed || !is_whole(&part, k->paths.n)) {
		k->paths.n = k->path_symbols.n = n_paths;
		return false;
	}
	add_part(k, part);
	return true;
}

static void
read_chunks(struct kept *k)
{
	struct kept_header header;
	struct stat st;

	k->fd = open(k->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
	if (k->fd < 0 || fstat(k->fd, &st) < 0 || !S_ISREG(st.st_mode))
		return;
	k->found = (size_t)st.st_size;
	if (!read_bytes(&header, k, 0, sizeof header) ||
	    memcmp(header.magic, kept_magic, sizeof kept_magic) != 0 || header.key != k->key)
		return;
	k->size = sizeof header;
	while (k->size < k->found && read_chunk(k))
		;
}

/* Reading commits. */

static bool
is_sound(const struct kept_part *part, const struct kept_place *place, uint32_t i)
{
	const struct kept_commit *c = &part->commits[i];

	return c->first_event == place->first_event && c->n_events == part->n_events[i] &&
	       c->first_parent <= part->head.n_parents &&
	       c->n_parents <= part->head.n_parents - c->first_parent;
}

/* The latest place of a commit counts: one whose blobs were damaged stands in a later chunk as well. */
static void
add_commits(struct kept *k, const struct kept_part *part)
{
	for (uint32_t i = 0; i < part->head.n_commits; i++) {
		uint32_t number;

		if (!is_sound(part, &k->places.p[part->first + i], i))
			continue;
		number = ids_number(&k->ids, k->arena, part->commits[i].id);
		if (number == k->at.n)
			vec_push(k->arena, &k->at);
		k->at.p[number] = part->first + i;
	}
}

/* Reads all that is needed to walk over commits. */
static void
read_commits(struct kept *k)
{
	for (size_t i = 0; i < k->parts.n; i++) {
		struct kept_part *part = &k->parts.p[i];
		size_t size = commits_size(&part->head);
		char *bytes = arena_bytes(k->arena, size);

		if (!read_bytes(bytes, k, part->commits_at, size) ||
		    pack_sum(0, (struct str){bytes, size}) != part->head.commits_sum)
			continue;
		part->commits = (const void *)bytes;
		part->parents = (const void *)(part->commits + part->head.n_commits);
		ids_expect(&k->ids, k->arena, part->head.n_commits);
		add_commits(k, part);
	}
	for (uint32_t i = 0; i < k->paths.n; i++)
		know_path(k, i, intern(k->symbols, k->paths.p[i]));
}

/* Reading the order. */

static bool
order_fits(const struct kept *k, const struct kept_header *header, const struct kept_order *order)
{
	return memcmp(header->magic, kept_magic, sizeof kept_magic) == 0 && header->key == k->key &&
	       order->size == k->size && order->chunks == k->chunks &&
	       git_id_eq(order->tip, k->tip);
}

/* Where the order of the tip's walk is known, finds those of the paths that have symbols. */
static void
read_order(struct kept *k)
{
	struct unpack u = {.arena = k->arena};
	struct kept_header header;
	struct kept_order order;
	const uint32_t *places;

	if (file_read(&u.rest, k->arena, k->order_path, true))
		return;
	unpack_bytes(&u, &header, sizeof header);
	unpack_bytes(&u, &order, sizeof order);
	if (u.failed || !order_fits(k, &header, &order) || u.rest.n != order.n * sizeof *places ||
	    order.sum != kept_order_sum(order, u.rest))
		return;
	places = arena_copy(k->arena, u.rest.p, u.rest.n);
	for (uint32_t i = 0; i < order.n; i++)
		if (places[i] >= k->places.n)
			return;
	k->order = places;
	k->n_order = order.n;
	for (uint32_t i = 0; i < k->paths.n; i++)
		k->path_symbols.p[i] = intern_find(k->symbols, k->paths.p[i]);
}

struct kept *
kept_open(struct arena *a, struct intern *paths, const struct history_query *query, bool ordered)
{
	struct str folder = git_folder(query->git);
	unsigned long long prefix = str_hash(query->prefix);
	struct kept *k;

	if (!remembers || git_is_shallow(query->git))
		return NULL;
	k = NEW(a, struct kept);
	k->arena = a;
	k->symbols = paths;
	k->key = key_of(query);
	k->tip = query->tip;
	k->path = str_fmt(a, "%.*swhet/history-%016llx", SV(folder), prefix).p;
	k->order_path = str_fmt(a, "%.*swhet/order-%016llx", SV(folder), prefix).p;
	k->failed = file_make_folder(JOIN(a, folder, S("whet")).p);
	k->new_paths = (struct pack){.arena = &k->fresh};
	read_chunks(k);
	if (ordered)
		read_order(k);
	if (!k->order)
		read_commits(k);
	return k;
}

/* Commits. */

static uint32_t
symbol_of(struct kept *k, uint32_t path)
{
	uint32_t *symbol = &k->path_symbols.p[path];

	if (!*symbol)
		*symbol = intern(k->symbols, k->paths.p[path]);
	return *symbol;
}

/* Some files, by symbol of the path. */
struct files {
	const bool *p; /* NULL: all of them */
	size_t n;
};

static bool
is_one_of(const struct files *files, uint32_t symbol)
{
	return !files->p || (symbol < files->n && files->p[symbol]);
}

/* The events of a commit at a place, of some files; false where they are damaged. */
static bool
read_events(struct file_events *events, struct arena *a, struct kept *k, uint32_t place,
    const struct kept_commit *c, struct files files)
{
	const struct kept_part *part = &k->parts.p[k->places.p[place].part];
	size_t size = c->n_events * sizeof(struct kept_blobs);
	struct kept_blobs *blobs = arena_bytes(a, size);

	if (!read_bytes(blobs, k, part->blobs_at + c->first_event * sizeof *blobs, size) ||
	    c->sum != kept_commit_sum(*c, blobs))
		return false;
	*events = (struct file_events){0};
	for (size_t i = 0; i < c->n_events; i++) {
		uint32_t path = part->paths[c->first_event + i];

		if (is_one_of(&files, k->path_symbols.p[path]))
			*vec_push(a, events) = (struct file_event){symbol_of(k, path),
			    blobs[i].parent, blobs[i].before, blobs[i].after};
	}
	return true;
}

/* Does what happened at a place touch one of these files? */
static bool
touches(const struct kept *k, uint32_t place, struct files files)
{
	const struct kept_place *at = &k->places.p[place];
	const struct kept_part *part = &k->parts.p[at->part];
	const uint32_t *paths = part->paths + at->first_event;

	for (uint32_t i = 0; i < part->n_events[place - part->first]; i++)
		if (is_one_of(&files, k->path_symbols.p[paths[i]]))
			return true;
	return false;
}

bool
kept_is_ordered(const struct kept *k)
{
	return k && k->order;
}

bool
kept_next(struct git_step *step, uint32_t *number, struct file_events *events, struct arena *a,
    struct kept *k, const bool *files, size_t n)
{
	struct files wanted = {files, n};
	const struct kept_place *at;
	const struct kept_part *part;
	struct kept_commit c;
	uint32_t place;

	while (k->next < k->n_order && !touches(k, k->order[k->next], wanted))
		k->next++;
	if (k->next == k->n_order)
		return false;
	place = k->order[k->next++];
	at = &k->places.p[place];
	part = &k->parts.p[at->part];
	k->damaged =
	    !read_bytes(&c, k, part->commits_at + (place - part->first) * sizeof c, sizeof c) ||
	    c.first_event != at->first_event || c.n_events != part->n_events[place - part->first] ||
	    !read_events(events, a, k, place, &c, c.n_parents ? (struct files){NULL, 0} : wanted);
	*step = (struct git_step){c.id, c.tree, c.seconds, NULL, c.n_parents};
	*number = k->n_order - k->next;
	return !k->damaged;
}

bool
kept_is_damaged(const struct kept *k)
{
	return k->damaged;
}

/* The place of a commit; false where it is not kept. */
static bool
find(uint32_t *place, const struct kept_commit **c, const struct kept *k, struct git_id id)
{
	const struct kept_part *part;
	uint32_t number;

	if (!k || !ids_find(&number, &k->ids, id))
		return false;
	*place = k->at.p[number];
	part = &k->parts.p[k->places.p[*place].part];
	*c = &part->commits[*place - part->first];
	return true;
}

bool
kept_step(void *ctx, struct git_step *step)
{
	struct kept *k = ctx;
	const struct kept_commit *c;
	uint32_t place;

	if (!find(&place, &c, k, step->id))
		return false;
	step->tree = c->tree;
	step->seconds = c->seconds;
	step->n_parents = c->n_parents;
	step->parents = NEW_ARRAY(k->arena, struct git_id, step->n_parents);
	memcpy(step->parents, k->parts.p[k->places.p[place].part].parents + c->first_parent,
	    c->n_parents * sizeof *step->parents);
	return true;
}

bool
kept_events(struct file_events *events, struct arena *a, struct kept *k, struct git_id commit)
{
	const struct kept_commit *c;
	uint32_t place;

	if (!find(&place, &c, k, commit) ||
	    !read_events(events, a, k, place, c, (struct files){NULL, 0}))
		return false;
	*vec_push(k->arena, &k->walked) = place;
	return true;
}

bool
kept_avoids(struct kept *k, struct git_id commit, const bool *files, size_t n)
{
	const struct kept_commit *c;
	uint32_t place;

	if (!find(&place, &c, k, commit) || touches(k, place, (struct files){files, n}))
		return false;
	*vec_push(k->arena, &k->walked) = place;
	return true;
}
