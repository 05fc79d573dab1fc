#include "push.h"

#include <string.h>
#include <unistd.h>

#include "file.h"
#include "say.h"

static int
read_line(struct pushes *pushes, struct tool *t, struct str line)
{
	struct str old, tip, ref, rest, branches = S("refs/heads/");
	struct push push = {0};

	if (!str_cut(&old, &rest, line, ' ') || !str_cut(&tip, &ref, rest, ' ') || !ref.n ||
	    !git_id_parse(&push.old, old) || !git_id_parse(&push.tip, tip))
		return tool_usage(t, "--receive is for Git's hook pre-receive, which gives lines "
				     "\"OLD NEW REF\"");
	if (!str_starts(ref, branches) || git_id_is_null(push.tip))
		return 0;
	push.is_new = git_id_is_null(push.old);
	push.branch = str_sub(ref, branches.n, ref.n);
	*vec_push(&t->arena, pushes) = push;
	return 0;
}

int
push_read(struct pushes *pushes, struct tool *t)
{
	struct str rest, line;
	int error = file_read_fd(&rest, &t->arena, STDIN_FILENO), status = 0;

	if (error) {
		say("cannot read standard input: %s", strerror(error));
		return EXIT_ENVIRONMENT;
	}
	while (rest.n && !status) {
		str_cut(&line, &rest, rest, '\n');
		status = read_line(pushes, t, line);
	}
	return status;
}

/* Sets the scope's base. */
static int
choose_base(struct scope *scope, struct git *git, const struct push *push)
{
	struct git_id from = push->old;
	bool found = !push->is_new;
	int status = found ? 0 : git_resolve(&from, &found, git, "HEAD");

	if (!status && found)
		status = git_fork(&scope->base, &scope->has_base, git, from, push->tip);
	return status;
}

/* Is the whet.yaml gone that a branch had? */
static int
refuse_loss(struct tool *t, const struct push *push)
{
	struct source *before = NULL;
	int status = 0;

	if (!push->is_new)
		status = source_shallowest(&before, &t->arena, t->dir, push->old);
	if (before)
		status = tool_usage(t,
		    "%.*s: whet.yaml is gone, so nothing says what belongs to the "
		    "workspace",
		    SV(push->branch));
	source_close(before);
	return status;
}

int
push_open(struct scope *scope, bool *found, struct tool *t, const struct push *push)
{
	int status = source_shallowest(&t->source, &t->arena, t->dir, push->tip);

	*scope = (struct scope){.is_compared = true};
	*found = t->source;
	if (!status && *found)
		status = choose_base(scope, t->source->git, push);
	else if (!status)
		status = refuse_loss(t, push);
	tool_worst(t, status);
	return status;
}
