#include "view_changes.h"

enum { INDENT = 4 };

/* A line that begins at column indent; what has no room goes on below, indented further. */
static void
print_line(struct view_changes *v, struct str text, size_t indent)
{
	size_t at = indent;
	bool more = true, first = true;

	out_pad(v->out, ' ', indent);
	if (!v->width) {
		out_str(v->out, text);
		more = false;
	}
	while (more) {
		struct str word;
		size_t columns;

		more = str_cut(&word, &text, text, ' ');
		columns = str_columns(word);
		if (!first && at + 1 + columns > v->width) {
			at = indent + INDENT;
			out_char(v->out, '\n');
			out_pad(v->out, ' ', at);
		} else if (!first) {
			at++;
			out_char(v->out, ' ');
		}
		out_str(v->out, word);
		at += columns;
		first = false;
	}
	out_char(v->out, '\n');
}

void
view_changes_text(struct view_changes *v, enum kind kind, struct str id, struct str path,
    const struct changes *changes)
{
	struct arena_mark mark = arena_mark(&v->scratch);
	bool alone = changes->n == 1;
	struct out line;

	out_init(&line, &v->scratch, -1);
	if (kind) {
		out_str(&line, kind_name(kind));
		out_char(&line, ' ');
	}
	out_term(&line, kind ? id : path);
	if (alone) {
		out_text(&line, ": ");
		out_term(&line, changes->p[0].text);
	}
	print_line(v, out_all(&line), v->indent);
	for (size_t i = 0; !alone && i < changes->n; i++) {
		out_init(&line, &v->scratch, -1);
		out_term(&line, changes->p[i].text);
		print_line(v, out_all(&line), v->indent + INDENT);
	}
	arena_rewind(&v->scratch, mark);
}

void
view_change_json(struct json *j, const struct change *c)
{
	json_put_str(j, "op", str_of(change_op_names[c->op]));
	json_put_str(j, "field", c->field);
	json_put_str(j, "before", c->before);
	json_put_str(j, "after", c->after);
	json_put_str(j, "text", c->text);
}
