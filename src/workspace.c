#include "workspace.h"

#include <math.h>

#define IMPORT(member) offsetof(struct workspace_import, member)
#define AT(member) offsetof(struct workspace, member)

static const struct field import_fields[] = {
    {"path", FIELD_TEXT, IMPORT(path), 0, NULL, NULL, NULL},
    {"rev", FIELD_TEXT, IMPORT(rev), 0, NULL, NULL, "revision"},
};
static const struct table import_table = {"import", sizeof(struct workspace_import),
    FIELDS(import_fields), {"path"}};

static const struct field workspace_fields[] = {
    {"kind", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"version", FIELD_TREE, 0, 0, NULL, NULL, NULL},
    {"name", FIELD_TEXT, AT(name), 0, NULL, NULL, NULL},
    {"readers", FIELD_ENUM, AT(readers), 0, NULL, audience_words, NULL},
    {"include", FIELD_TEXTS, AT(include), 0, NULL, NULL, NULL},
    {"exclude", FIELD_TEXTS, AT(exclude), 0, NULL, NULL, NULL},
    {"extends", FIELD_TEXT, AT(extends), 0, NULL, NULL, NULL},
    {"cadence_days", FIELD_NUMBER, AT(cadence_days), 0, NULL, NULL, "check-in cadence in days"},
    {"feedback_days", FIELD_NUMBER, AT(feedback_days), 0, NULL, NULL, "feedback cadence in days"},
    {"gap_threshold", FIELD_NUMBER, AT(gap_threshold), 0, NULL, NULL, NULL},
    {"fiscal_year_start", FIELD_NUMBER, AT(fiscal_year_start), 0, NULL, NULL, NULL},
    {"ratings", FIELD_TEXTS, AT(ratings), 0, NULL, NULL, "rating label"},
    {"rules", FIELD_TREE, 0, 0, NULL, NULL, "severity"},
    {"schemas", FIELD_TREE, 0, 0, NULL, NULL, "schema"},
    {"imports", FIELD_LIST, AT(imports), 0, &import_table, NULL, NULL},
};
const struct table workspace_table = {"workspace", sizeof(struct workspace),
    FIELDS(workspace_fields), {NULL}};

static const char *const folders[] = {"people", "teams", "frameworks", "opportunities", "goals",
    "checkins", "plans", "journal", "notes", "feedback", "requests", "cycles", "results", "reviews",
    "acknowledgements", NULL};

static int32_t
days(double setting, int32_t otherwise)
{
	return setting >= 1 && setting <= 36500 ? (int32_t)setting : otherwise;
}

int32_t
workspace_cadence(const struct workspace *w)
{
	return days(w->cadence_days, 14);
}

int32_t
workspace_feedback_days(const struct workspace *w)
{
	return days(w->feedback_days, 90);
}

int
workspace_fiscal_month(const struct workspace *w)
{
	return w->fiscal_year_start >= 1 && w->fiscal_year_start <= 12 ? (int)w->fiscal_year_start
								       : 1;
}

struct source_patterns
workspace_include(struct arena *a, const struct workspace *w)
{
	struct source_patterns patterns = {w->include.p, w->include.n};
	size_t n = 0;

	if (patterns.n)
		return patterns;
	while (folders[n])
		n++;
	patterns.p = NEW_ARRAY(a, struct str, n);
	for (; patterns.n < n; patterns.n++)
		patterns.p[patterns.n] = str_of(folders[patterns.n]);
	return patterns;
}

void
workspace_read(struct workspace *w, const struct node *root, struct arena *a, struct intern *in)
{
	const struct node *set = node_get(root, S("rules"));

	fields_read(w, &workspace_table, root, a, in);
	w->record.kind = KIND_WORKSPACE;
	for (int rule = 0; rule < RULES; rule++)
		w->severities[rule] = (uint8_t)rules[rule].severity;
	for (const struct node *e = set && set->type == NODE_MAP ? set->first : NULL; e;
	     e = e->next) {
		enum severity severity;
		enum rule rule;

		if (rule_find(&rule, e->key->text) && severity_find(&severity, node_str(e)))
			w->severities[rule] = (uint8_t)severity;
	}
}
