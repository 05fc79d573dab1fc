#include "git_library.h"

#include <string.h>

#include "say.h"

/* May objects of a type be missing without anything being broken? */
static bool
may_be_missing(struct git *git, git_object_t type)
{
	return type == GIT_OBJECT_COMMIT ? git_is_shallow(git) : git_is_partial(git);
}

static int
fail_to_read(struct git_id id, const char *why)
{
	char text[41];

	say("cannot read object %s: %s; \"git fsck\" shows what is broken", git_id_text(text, id),
	    why);
	return 3;
}

/* *object is NULL where it is missing and may be. */
static int
open_object(git_odb_object **object, struct git *git, struct git_id id, git_object_t type)
{
	git_oid oid;
	int error;

	*object = NULL;
	if (!git->odb && git_repository_odb(&git->odb, git->repo) < 0)
		return git_fail(git->folder.p);
	memcpy(oid.id, id.raw, sizeof oid.id);
	error = git_odb_read(object, git->odb, &oid);
	if (error == GIT_ENOTFOUND && may_be_missing(git, type))
		return 0;
	if (error)
		return fail_to_read(id, error == GIT_ENOTFOUND ? "it is missing" : git_message());
	if (git_odb_object_type(*object) == type)
		return 0;
	git_odb_object_free(*object);
	*object = NULL;
	return fail_to_read(id, "it is of another type than its name says");
}

static struct str
object_bytes(git_odb_object *object)
{
	return (struct str){git_odb_object_data(object), git_odb_object_size(object)};
}

void
git_read_signature(struct str *signature, struct str *payload, struct git *git, struct arena *a,
    struct git_id id)
{
	git_buf sign = GIT_BUF_INIT, data = GIT_BUF_INIT;
	git_oid oid;

	*signature = *payload = S("");
	memcpy(oid.id, id.raw, sizeof oid.id);
	if (git_commit_extract_signature(&sign, &data, git->repo, &oid, NULL) == 0) {
		*signature = str_dup(a, (struct str){sign.ptr, sign.size});
		*payload = str_dup(a, (struct str){data.ptr, data.size});
	}
	git_buf_dispose(&sign);
	git_buf_dispose(&data);
}

bool
git_has_commit(struct git *git, struct str hex)
{
	git_odb_object *object = NULL;
	char text[GIT_OID_HEXSZ + 1];
	git_oid oid;
	bool found;

	if (hex.n < 4 || hex.n > GIT_OID_HEXSZ)
		return false;
	memcpy(text, hex.p, hex.n);
	text[hex.n] = '\0';
	if (git_oid_fromstrn(&oid, text, hex.n) < 0 ||
	    (!git->odb && git_repository_odb(&git->odb, git->repo) < 0) ||
	    git_odb_read_prefix(&object, git->odb, &oid, hex.n) < 0)
		return false;
	found = git_odb_object_type(object) == GIT_OBJECT_COMMIT;
	git_odb_object_free(object);
	return found;
}

int
git_hash_blob(struct git_id *id, struct str bytes)
{
	int status = git_start();
	git_oid oid;

	if (status)
		return status;
	if (git_odb_hash(&oid, bytes.p, bytes.n, GIT_OBJECT_BLOB) < 0)
		return git_fail("hashing");
	memcpy(id->raw, oid.id, sizeof id->raw);
	return 0;
}

static int
read_object(struct str *bytes, bool *found, struct git *git, struct arena *a, struct git_id id,
    git_object_t type)
{
	git_odb_object *object;
	int status = open_object(&object, git, id, type);

	*found = object;
	if (object)
		*bytes = str_dup(a, object_bytes(object));
	git_odb_object_free(object);
	return status;
}

int
git_read_commit(struct git_commit *commit, bool *found, struct git *git, struct arena *a,
    struct git_id id)
{
	struct str bytes;
	int status = read_object(&bytes, found, git, a, id, GIT_OBJECT_COMMIT);

	*commit = (struct git_commit){.id = id};
	if (status || !*found || git_parse_commit(commit, a, bytes))
		return status;
	return fail_to_read(id, "it is not a well-formed commit");
}

int
git_read_tree(struct git_entries *entries, bool *found, struct git *git, struct arena *a,
    struct git_id id)
{
	struct str bytes;
	struct git_entry entry;
	int status = read_object(&bytes, found, git, a, id, GIT_OBJECT_TREE);

	*entries = (struct git_entries){0};
	if (status || !*found)
		return status;
	while (git_parse_entry(&entry, &bytes))
		*vec_push(a, entries) = entry;
	return bytes.n ? fail_to_read(id, "it is not a well-formed tree") : 0;
}

int
git_read_tree_bytes(struct str *bytes, bool *found, struct git *git, struct arena *a,
    struct git_id id)
{
	*bytes = (struct str){0};
	return read_object(bytes, found, git, a, id, GIT_OBJECT_TREE);
}

int
git_read_blob(struct str *bytes, bool *found, struct git *git, struct arena *a, struct git_id id)
{
	*bytes = (struct str){0};
	return read_object(bytes, found, git, a, id, GIT_OBJECT_BLOB);
}

void
git_keep_objects(bool keep)
{
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, (int)keep);
}

/* Looks one name up in a tree; the entry's name stays NULL. */
static int
find_entry(struct git_entry *entry, bool *found, struct git *git, struct git_id tree,
    struct str name)
{
	git_odb_object *object;
	struct git_entry e;
	struct str rest;
	int status = open_object(&object, git, tree, GIT_OBJECT_TREE);

	*found = false;
	if (!object)
		return status;
	rest = object_bytes(object);
	while (!*found && git_parse_entry(&e, &rest))
		*found = str_eq(e.name, name);
	if (*found)
		*entry = (struct git_entry){.id = e.id, .mode = e.mode};
	git_odb_object_free(object);
	return 0;
}

int
git_path(struct git_entry *entry, bool *found, struct git *git, struct arena *a, struct git_id tree,
    struct str path)
{
	struct str name = {0};

	*entry = (struct git_entry){.id = tree, .mode = GIT_FOLDER};
	*found = true;
	while (*found && path.n) {
		int status;

		str_cut(&name, &path, path, '/');
		if (name.n == 0)
			continue;
		*found = entry->mode == GIT_FOLDER;
		status = *found ? find_entry(entry, found, git, entry->id, name) : 0;
		if (status)
			return status;
	}
	if (*found)
		entry->name = str_dup(a, name);
	return 0;
}
