#include "explain.h"

#include <math.h>
#include <stdarg.h>

#include "json.h"

void
explain_line(struct explain *x, int depth, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	out_pad(x->out, ' ', (size_t)depth * 2);
	out_term(x->out, str_vfmt(&x->scratch, fmt, args));
	out_char(x->out, '\n');
	va_end(args);
}

const char *
explain_number(struct explain *x, double value)
{
	char *text = arena_bytes(&x->scratch, 32);

	return isfinite(value) ? number_text(text, value) : "none";
}

const char *
explain_figure(struct explain *x, double value)
{
	return isfinite(value) ? str_fmt(&x->scratch, "%.6g", value + 0.0).p : "none";
}

const char *
explain_day(struct explain *x, int32_t date)
{
	return date_text(arena_bytes(&x->scratch, 11), date);
}

const char *
explain_name(struct explain *x, uint32_t symbol)
{
	return repo_str(x->repo, symbol).p;
}

const char *
explain_place(struct explain *x, const struct record *r, struct str pointer)
{
	struct node *root = repo_node(x->repo, r);
	struct node *node = root ? node_at(root, pointer, true) : NULL;
	struct yaml *y = repo_yaml(x->repo, r);
	struct text_at at;

	if (!node)
		return str_c(&x->scratch, repo_path(x->repo, r));
	at = yaml_at(y, node->key ? node->key->from : node->from);
	return str_fmt(&x->scratch, "%.*s:%u", SV(repo_path(x->repo, r)), at.line).p;
}
