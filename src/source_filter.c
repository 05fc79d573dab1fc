#include "source_list.h"

#include "glob.h"

/* "goals", "./goals" and "/goals" are one; "." is everything. */
static struct str
anchored(struct arena *a, struct str pattern)
{
	if (str_starts(pattern, S("./")))
		pattern = str_sub(pattern, 2, pattern.n);
	if (pattern.n == 0 || str_eq(pattern, S(".")) || str_eq(pattern, S("/")))
		return S("/**");
	return str_starts(pattern, S("/")) ? pattern : str_fmt(a, "/%.*s", SV(pattern));
}

void
source_filter_init(struct source_filter *filter, struct arena *a,
    const struct source_patterns *include, const struct source_patterns *exclude)
{
	struct str *p = NEW_ARRAY(a, struct str, include->n);

	for (size_t i = 0; i < include->n; i++)
		p[i] = anchored(a, include->p[i]);
	filter->include = (struct source_patterns){p, include->n};
	filter->exclude = *exclude;
}

/* The last pattern that matches decides. */
bool
source_filter_excludes(const struct source_filter *filter, struct str path, bool is_folder)
{
	bool excluded = false;

	for (size_t i = 0; i < filter->exclude.n; i++) {
		struct str pattern = filter->exclude.p[i];
		bool back = str_starts(pattern, S("!"));

		if (back != excluded)
			continue;
		if (glob_match(str_sub(pattern, back, pattern.n), path, is_folder))
			excluded = !back;
	}
	return excluded;
}

/* May something below this folder match an anchored pattern which does not match the folder? */
static bool
leads_to(struct str pattern, struct str folder)
{
	pattern = str_sub(pattern, 1, pattern.n);
	while (folder.n) {
		struct str want, name;

		str_cut(&want, &pattern, pattern, '/');
		str_cut(&name, &folder, folder, '/');
		if (str_eq(want, S("**")))
			return true;
		if (!glob_match(want, name, true))
			return false;
	}
	return pattern.n > 0;
}

enum source_reach
source_filter_folder(const struct source_filter *filter, struct str path, enum source_reach above)
{
	enum source_reach reach = above == SOURCE_INSIDE ? SOURCE_INSIDE : SOURCE_OUTSIDE;

	if (above == SOURCE_OUTSIDE || source_filter_excludes(filter, path, true))
		return SOURCE_OUTSIDE;
	for (size_t i = 0; i < filter->include.n && reach != SOURCE_INSIDE; i++) {
		if (glob_match(filter->include.p[i], path, true))
			reach = SOURCE_INSIDE;
		else if (leads_to(filter->include.p[i], path))
			reach = SOURCE_TOWARDS;
	}
	return reach;
}

bool
source_filter_file(const struct source_filter *filter, struct str path, enum source_reach above)
{
	bool included = above == SOURCE_INSIDE;

	if (above == SOURCE_OUTSIDE || !(str_ends(path, S(".yaml")) || str_ends(path, S(".yml"))) ||
	    str_eq(path, S("whet.yaml")))
		return false;
	for (size_t i = 0; i < filter->include.n && !included; i++)
		included = glob_match(filter->include.p[i], path, false);
	return included && !source_filter_excludes(filter, path, false);
}
