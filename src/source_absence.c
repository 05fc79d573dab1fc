#include <errno.h>

#include "source_list.h"

/* Has a folder a whet.yaml of its own? */
static bool
is_nested(struct source *source, struct arena *a, struct str folder)
{
	return source_has(source, a, source_join(a, folder, S("/"), S("whet.yaml")));
}

/* Does a folder on the way to a path, or the path itself where it is one, keep it from being looked
 * at? Sets the reach of the last of them. */
static bool
is_cut_off(enum source_absence *why, enum source_reach *reach, struct source *source,
    struct arena *a, const struct source_filter *filter, struct str path, bool is_folder)
{
	*reach = SOURCE_TOWARDS;
	for (size_t i = 0; i <= path.n; i++) {
		struct str folder = str_sub(path, 0, i);

		if (i == path.n ? !is_folder : path.p[i] != '/')
			continue;
		*reach = source_filter_folder(filter, folder, *reach);
		if (source_filter_excludes(filter, folder, true))
			*why = SOURCE_EXCLUDED;
		else if (*reach == SOURCE_OUTSIDE)
			*why = SOURCE_NOT_INCLUDED;
		else if (is_nested(source, a, folder))
			*why = SOURCE_ELSEWHERE;
		else
			continue;
		return true;
	}
	return false;
}

/* Is what is at a path from the workspace's folder kept from being looked at, though it is there? */
static bool
is_left_out(enum source_absence *why, struct source *source, struct arena *a,
    const struct source_filter *filter, struct str path, bool is_folder)
{
	enum source_reach reach;

	if (!is_folder && !str_ends(path, S(".yaml")) && !str_ends(path, S(".yml")))
		*why = SOURCE_MISNAMED;
	else if (is_cut_off(why, &reach, source, a, filter, path, is_folder))
		return true;
	else if (!is_folder && source_filter_excludes(filter, path, false))
		*why = SOURCE_EXCLUDED;
	else if (!is_folder && !source_filter_file(filter, path, reach))
		*why = SOURCE_NOT_INCLUDED;
	else if (source->git &&
		 git_ignored(source->git, a,
		     source_join(a, source->prefix, path, is_folder ? S("/") : S(""))))
		*why = SOURCE_IGNORED;
	else
		return false;
	return true;
}

bool
source_would_list(struct source *source, struct arena *a, const struct source_filter *filter,
    struct str path)
{
	enum source_absence why;

	return !is_left_out(&why, source, a, filter, path, false);
}

enum source_absence
source_why_not(struct source *source, struct arena *a, const struct source_patterns *include,
    const struct source_patterns *exclude, struct str path)
{
	struct source_filter filter;
	enum source_absence why;
	struct str bytes;
	bool is_folder;
	int error;

	source_read_path(&bytes, &error, source, a, path);
	is_folder = error == EISDIR;
	if (error == ENOENT || error == ENOTDIR)
		return SOURCE_NOWHERE;
	if (error == ELOOP)
		return SOURCE_LINKED;
	source_filter_init(&filter, a, include, exclude);
	if (is_left_out(&why, source, a, &filter, path, is_folder))
		return why;
	return is_folder ? SOURCE_BARREN : SOURCE_ELSEWHERE;
}
