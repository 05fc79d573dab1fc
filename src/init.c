#include "init.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "embed.h"
#include "file.h"
#include "new.h"
#include "say.h"
#include "template.h"
#include "tool.h"

static const struct {
	const char *readers, *readme;
	const char *example;			/* folder of embedded files; NULL: there is none */
	const char *example_title, *example_me; /* of its README; NULL: it has one */
} forms[] = {
    [INIT_TEAM] = {"team", "readme-team.md", "examples/team/", NULL, NULL},
    [INIT_SOLO] = {"self", "readme-solo.md", "examples/solo/", "Noor's plan", "noor"},
    [INIT_PAIR] = {"pair", "readme-pair.md", NULL, NULL, NULL},
};

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The folder that a path lies in. */
static const char *
above(struct arena *a, const char *path)
{
	struct str s = str_of(path);

	while (s.n > 1 && s.p[s.n - 1] == '/')
		s.n--;
	while (s.n && s.p[s.n - 1] != '/')
		s.n--;
	return s.n ? str_c(a, s) : ".";
}

/* The folder itself or, where it does not exist yet, the nearest one above that does. */
static const char *
existing_folder(struct arena *a, const char *dir)
{
	while (!file_exists(dir))
		dir = above(a, dir);
	return dir;
}

/* Is there a workspace in this folder or above, within the repository? */
static bool
lies_in_workspace(const struct init *in, const char *folder)
{
	size_t top = in->git ? git_top(in->git).n : 1;
	char here[PATH_MAX], *slash;

	if (!realpath(folder, here))
		return false;
	do {
		struct str file = str_fmt(in->arena, "%s/whet.yaml", here);

		if (file_exists(file.p)) {
			say("%.*s is there already: %s lies in a workspace", SV(file), in->dir);
			return true;
		}
		if (strlen(here) + 1 <= top)
			return false;
		slash = strrchr(here, '/');
		*slash = '\0';
	} while (slash != here);
	return false;
}

int
init_look(struct init *in)
{
	const char *folder = existing_folder(in->arena, in->dir);
	int status;

	if (!in->dir[0] || !is_folder(folder)) {
		say("\"%s\" is no folder", folder);
		return EXIT_USAGE;
	}
	if (in->example && !forms[in->form].example) {
		say("there is no example for two people: take --example alone or with --solo");
		return EXIT_USAGE;
	}
	status = git_open(&in->git, in->arena, folder);
	if (status)
		return status;
	if (in->git && git_is_bare(in->git)) {
		say("%s lies in a bare repository, which has no working tree: clone it", in->dir);
		return EXIT_USAGE;
	}
	return lies_in_workspace(in, folder) ? EXIT_USAGE : 0;
}

static void
add(struct init *in, const char *path, struct str text)
{
	*vec_push(in->arena, &in->files) = (struct init_file){path, text, false};
}

/* Whoever makes the workspace. */
struct maker {
	struct str name;
	struct str email; /* empty: Git knows none */
	struct str id;
};

static struct maker
find_maker(const struct init *in)
{
	struct maker m = {.name = str_trim(git_setting(in->git, in->arena, "user.name")),
	    .email = str_trim(git_setting(in->git, in->arena, "user.email"))};
	const struct passwd *login = getpwuid(getuid());

	if (!m.name.n || !utf8_valid(m.name))
		m.name = login ? str_dup(in->arena, str_of(login->pw_name)) : S("Me");
	if (!utf8_valid(m.email))
		m.email = S("");
	m.id = new_slug(in->arena, m.name, 1);
	if (!m.id.n)
		m.id = new_slug(in->arena, str_sub(m.email, 0, str_index(m.email, '@')), 1);
	if (!m.id.n)
		m.id = S("me");
	return m;
}

/* The name of a folder as a title. */
static struct str
title_of(const struct init *in)
{
	const char *folder = existing_folder(in->arena, in->dir);
	char real[PATH_MAX];
	struct str path = str_of(in->dir);

	if (strcmp(folder, in->dir) == 0 && realpath(folder, real))
		path = str_dup(in->arena, str_of(real));
	while (path.n && path.p[path.n - 1] == '/')
		path.n--;
	while (str_index(path, '/') < path.n)
		path = str_sub(path, str_index(path, '/') + 1, path.n);
	return path.n && utf8_valid(path) ? new_words(in->arena, path) : S("Workspace");
}

static struct str
fill(struct init *in, const char *name, const struct maker *m, struct str title)
{
	struct period quarter = {in->today, in->today};
	char today[11];
	const struct template_value values[] = {
	    {"id", m->id},
	    {"title", title},
	    {"me", m->id},
	    {"email", m->email.n ? m->email : S("fill-in@example.org")},
	    {"team", S("fill-in")},
	    {"date", str_of(date_text(today, in->today))},
	    {"period", new_quarter(&quarter, in->arena, in->today, 1)},
	    {"readers", str_of(forms[in->form].readers)},
	};
	enum template_form form =
	    str_ends(str_of(name), S(".yaml")) ? TEMPLATE_YAML : TEMPLATE_TEXT;

	return template_fill(in->arena, template_find(name), values, sizeof values / sizeof *values,
	    form);
}

static void
plan_example(struct init *in)
{
	struct str folder = str_of(forms[in->form].example);
	struct maker m = {.id = str_of(forms[in->form].example_me)};

	for (size_t i = 0; i < n_embeds; i++) {
		struct str name = str_of(embeds[i].name);

		if (str_starts(name, folder))
			add(in, embeds[i].name + folder.n,
			    (struct str){embeds[i].data, embeds[i].size});
	}
	if (m.id.p)
		add(in, "README.md",
		    fill(in, forms[in->form].readme, &m, str_of(forms[in->form].example_title)));
}

static void
plan_empty(struct init *in)
{
	struct maker m = find_maker(in);
	struct str title = title_of(in), person = fill(in, "person.yaml", &m, m.name);

	if (!m.email.n)
		person = template_comment(in->arena, person, S("emails"));
	add(in, "whet.yaml", fill(in, "workspace.yaml", &m, title));
	add(in, "README.md", fill(in, forms[in->form].readme, &m, title));
	add(in, str_fmt(in->arena, "people/%.*s.yaml", SV(m.id)).p, person);
}

/* What editors need of the workspace that the files so far make. */
static int
plan_editor(struct init *in)
{
	const char **paths = NEW_ARRAY(in->arena, const char *, in->files.n);
	struct str *texts = NEW_ARRAY(in->arena, struct str, in->files.n);
	struct sink sink = {.arena = in->arena};
	struct source *source;
	struct repo *repo;
	int status;

	for (size_t i = 0; i < in->files.n; i++) {
		paths[i] = in->files.p[i].path;
		texts[i] = in->files.p[i].text;
	}
	source = source_memory(in->arena, paths, texts, in->files.n);
	repo = repo_settings(in->arena, source, &sink);
	status = init_plan_editor(in, repo);
	repo_free(repo);
	source_close(source);
	return status;
}

int
init_plan(struct init *in)
{
	if (in->example)
		plan_example(in);
	else
		plan_empty(in);
	if (!file_exists(file_join(in->arena, in->dir, ".gitignore")))
		add(in, ".gitignore", template_find("gitignore"));
	return plan_editor(in);
}

int
init_write(struct init *in)
{
	for (size_t i = 0; i < in->files.n; i++)
		if (file_exists(file_join(in->arena, in->dir, in->files.p[i].path))) {
			say("%s is there already in %s, and nothing is written over: choose another "
			    "folder, or move it away",
			    in->files.p[i].path, in->dir);
			return EXIT_USAGE;
		}
	for (size_t i = 0; i < in->files.n; i++) {
		const char *path = file_join(in->arena, in->dir, in->files.p[i].path);
		int error = file_create(path, in->files.p[i].text);

		if (error) {
			say("cannot write %s: %s", path, strerror(error));
			return EXIT_ENVIRONMENT;
		}
	}
	return 0;
}
