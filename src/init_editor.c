/* What editors need: the schemas of the workspace, and which files they are for. */
#include <string.h>

#include "bundle.h"
#include "file.h"
#include "init.h"
#include "json.h"
#include "say.h"

#define RECORD ".whet/record.schema.json"
#define WORKSPACE ".whet/workspace.schema.json"
#define SETTINGS ".vscode/settings.json"

/* Patterns of yaml-language-server, which match at any depth. */

/* A pattern of whet.yaml without what makes it begin at the top, or end in a folder. */
static struct str
bare(struct str pattern)
{
	if (str_starts(pattern, S("./")))
		pattern = str_sub(pattern, 2, pattern.n);
	if (str_starts(pattern, S("/")))
		pattern = str_sub(pattern, 1, pattern.n);
	if (str_ends(pattern, S("/")))
		pattern = str_sub(pattern, 0, pattern.n - 1);
	return str_is(pattern, ".") ? S("") : pattern;
}

static bool
is_file(struct str pattern)
{
	return str_ends(pattern, S(".yaml")) || str_ends(pattern, S(".yml"));
}

static void
put_included(struct json *j, struct arena *a, struct str pattern)
{
	pattern = bare(pattern);
	if (!pattern.n) {
		json_str(j, S("**/*.yaml"));
		json_str(j, S("**/*.yml"));
		json_str(j, S("!whet.yaml"));
	} else {
		json_str(j, is_file(pattern) ? pattern : JOIN(a, pattern, S("/**")));
	}
}

/* What `exclude` takes back again stays excluded: an editor says nothing of it. */
static void
put_excluded(struct json *j, struct arena *a, struct str pattern)
{
	if (str_starts(pattern, S("!")))
		return;
	pattern = JOIN(a, S("!"), bare(pattern));
	json_str(j, is_file(pattern) ? pattern : JOIN(a, pattern, S("/**")));
}

/* Which schema is for which files: two entries of an object. */
static void
put_mapping(struct json *j, struct arena *a, const struct workspace *w)
{
	struct source_patterns include = workspace_include(a, w);

	json_key(j, RECORD);
	json_array(j);
	for (size_t i = 0; i < include.n; i++)
		put_included(j, a, include.p[i]);
	for (uint32_t i = 0; i < w->exclude.n; i++)
		put_excluded(j, a, w->exclude.p[i]);
	json_end(j);
	json_put_str(j, WORKSPACE, S("whet.yaml"));
}

static struct str
settings_text(struct arena *a, const struct workspace *w)
{
	struct out out;
	struct json j;

	out_init(&out, a, -1);
	json_init(&j, &out, true);
	json_object(&j);
	json_key(&j, "yaml.schemas");
	json_object(&j);
	put_mapping(&j, a, w);
	json_end(&j);
	json_end(&j);
	return out_all(&out);
}

/* Settings that are there already. */

static struct str
without_blanks(struct arena *a, struct str s)
{
	char *out = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!strchr(" \t\r\n", s.p[i]))
			out[n++] = s.p[i];
	return (struct str){out, n};
}

/* Does a text, which may hold comments and much else, hold the mapping? */
static bool
has_mapping(struct arena *a, struct str text, const struct workspace *w)
{
	struct str entries;
	struct out out;
	struct json j;

	out_init(&out, a, -1);
	json_init(&j, &out, false);
	json_object(&j);
	put_mapping(&j, a, w);
	json_end(&j);
	entries = without_blanks(a, out_all(&out));
	text = without_blanks(a, text);
	return str_find(text, str_sub(entries, 1, entries.n - 1)) < text.n;
}

/* The lines between the first and the last. */
static struct str
inside(struct str text)
{
	struct str first;

	str_cut(&first, &text, text, '\n');
	return str_sub(text, 0, text.n - strlen("}\n"));
}

static void
add(struct init *in, const char *path, struct str text)
{
	*vec_push(in->arena, &in->files) = (struct init_file){path, text, true};
}

/* Adds the settings, or sets in->missing where others are there that lack the mapping. */
static void
plan_settings(struct init *in, const struct workspace *w)
{
	const char *path = file_join(in->arena, in->dir, SETTINGS);
	struct str text = settings_text(in->arena, w), there;

	if (!file_exists(path))
		add(in, SETTINGS, text);
	else if (file_read(&there, in->arena, path, false) || !has_mapping(in->arena, there, w))
		in->missing = inside(text);
}

int
init_plan_editor(struct init *in, const struct repo *repo)
{
	struct str record, workspace;
	int status = bundle_text(&record, in->arena, "record", repo->shapes);

	if (!status)
		status = bundle_text(&workspace, in->arena, "workspace", repo->shapes);
	if (status)
		return status;
	add(in, RECORD, record);
	add(in, WORKSPACE, workspace);
	plan_settings(in, &repo->workspace);
	return 0;
}

/* Writes over the schemas, which nobody else writes. */
static int
write_files(const struct init *in)
{
	int error = file_make_folder(file_join(in->arena, in->dir, ".whet"));
	const char *path = in->dir;

	for (size_t i = 0; i < in->files.n && !error; i++) {
		const struct init_file *file = &in->files.p[i];

		path = file_join(in->arena, in->dir, file->path);
		error = strcmp(file->path, SETTINGS) == 0 ? file_create(path, file->text)
							  : file_replace(path, file->text);
	}
	if (!error)
		return 0;
	say("cannot write %s: %s", path, strerror(error));
	return EXIT_ENVIRONMENT;
}

/* Settings that are there stay as they are: prints what they lack. */
static int
print(struct tool *t, const struct init *in)
{
	if (in->missing.n) {
		say("%s/" SETTINGS " is there already and stays as it is: add the lines that are "
		    "printed to it",
		    in->dir);
		out_str(&t->out, in->missing);
		return EXIT_USAGE;
	}
	if (!t->quiet)
		out_fmt(&t->out,
		    "%s/.whet: the schemas of this workspace\n"
		    "%s/" SETTINGS ": which files they are for\n",
		    in->dir, in->dir);
	return 0;
}

int
init_editor(struct init *in, struct tool *t)
{
	int status = source_folder(&t->source, &t->arena, in->dir);

	if (status)
		return status;
	if (t->source->kind != SOURCE_FOLDER) {
		say("%s is a bare repository, which nobody edits files in: clone it", in->dir);
		return EXIT_USAGE;
	}
	in->dir = str_c(in->arena, str_sub(t->source->root, 0, t->source->root.n - 1));
	t->repo = repo_settings(&t->arena, t->source, &t->sink);
	status = tool_settings(t);
	if (!status)
		status = init_plan_editor(in, t->repo);
	if (!status)
		status = write_files(in);
	return status ? status : print(t, in);
}
