#include <string.h>

#include "yaml_parse.h"

/* What libyaml says, and what it means to someone who writes prose. A row fits where the problem is
 * the same and the byte at the mark is in at (NULL: any). */
static const struct {
	const char *problem, *at, *message, *help;
	bool begin; /* it is shown where the value begins, not where it went wrong */
} problems[] = {
    {"found character that cannot start any token", "\t", "a tab is used for indentation",
	"indent with spaces", false},
    {"found character that cannot start any token", "@`", "a value cannot begin with @ or `",
	"quote it, or write prose as a block after |", false},
    {"found character that cannot start any token", "%", "a value cannot begin with %", "quote it",
	false},
    {"found a tab character where an indentation space is expected", NULL,
	"a tab is used for indentation", "indent with spaces", false},
    {"found a tab character that violates indentation", NULL, "a tab is used for indentation",
	"indent with spaces", false},
    {"mapping values are not allowed in this context", NULL,
	"a second \": \" in one value, or a key indented too far",
	"quote the value, or write prose as a block after |; line keys up with those above", false},
    {"could not find expected ':'", NULL, "this line is no \"key: value\"",
	"put a colon and a space behind the key; indent what belongs to the line above", true},
    {"did not find expected key", NULL, "a key was expected here",
	"line it up with the keys above; quote a value that begins with a quote, [ or {", false},
    {"did not find expected '-' indicator", NULL, "a list entry was expected here",
	"line it up with the dashes above", false},
    {"did not find expected ',' or ']'", NULL, "this list in [ ] does not end well",
	"close it with ], separate entries with commas; prose with [links] goes behind |", false},
    {"did not find expected ',' or '}'", NULL, "this mapping in { } does not end well",
	"close it with }, separate entries with commas", false},
    {"did not find expected alphabetic or numeric character", NULL,
	"a value cannot begin with * or &", "quote it, or write prose as a block after |", true},
    {"found unexpected end of stream", NULL, "the file ends inside a quoted value",
	"close the quote", true},
    {"found unexpected document indicator", NULL, "a quoted value runs into the next document",
	"close the quote", true},
    {"did not find expected <document start>", NULL, "this does not belong to the record above",
	"indent it under its key, or write prose as a block after |", false},
    {"found incompatible YAML document", NULL, "only YAML 1.1 and 1.2 are read",
	"remove the %YAML line", false},
    {"found unknown directive name", NULL, "a line cannot begin with %",
	"indent it under its key, or remove it", true},
    {"could not find expected directive name", NULL, "a line cannot begin with %",
	"indent it under its key, or remove it", true},
    {"found unexpected non-alphabetical character", NULL, "a line cannot begin with %",
	"indent it under its key, or remove it", true},
    {"did not find expected version number", NULL, "this %YAML line names no version",
	"remove the line", true},
    {"did not find expected node content", NULL, "a value cannot begin with }, ] or a comma",
	"quote it, or write prose as a block after |", false},
    {"did not find expected comment or line break", NULL, "text cannot begin behind | or >",
	"begin it on the next line, indented", false},
    {"found an indentation indicator equal to 0", NULL, "text after | or > cannot be indented by 0",
	"remove the 0", false},
    {"found invalid Unicode character escape code", NULL, "this escape names no character",
	"write the character itself, or \\U and eight digits", false},
    {"did not find expected hexdecimal number", NULL, "this escape lacks digits",
	"use single quotes, or write \\\\ for a backslash", false},
    {"found unknown escape character", NULL, "an unknown escape in double quotes",
	"use single quotes, or write \\\\ for a backslash", false},
    {"block sequence entries are not allowed in this context", NULL,
	"a list cannot begin on the line of its key", "begin it on the next line", false},
};

/* Is there, on the line of a byte, a key too long to be taken for one? */
static bool
has_long_key(struct str bytes, uint32_t at)
{
	struct str line;
	uint32_t from = at;
	size_t colon;

	while (from > 0 && bytes.p[from - 1] != '\n')
		from--;
	line = str_sub(bytes, from, bytes.n);
	line = str_sub(line, 0, str_index(line, '\n'));
	colon = str_find(line, S(": "));
	if (colon == line.n && line.n && line.p[line.n - 1] == ':')
		colon--;
	return colon < line.n && utf8_length(str_sub(line, 0, colon)) > LONGEST_KEY;
}

void
yaml_long_key(struct parse *p, uint32_t at)
{
	yaml_report(p, RULE_LIMIT, at, at + 1,
	    str_fmt(p->sink->arena, "a key of more than %d characters", LONGEST_KEY), "shorten it");
}

/* A flow collection that is still open on a later line: what went wrong is its end. */
static const struct node *
open_flow(const struct parse *p, uint32_t at)
{
	const struct node *top = p->depth ? p->stack[p->depth - 1].node : NULL;
	struct str between;

	if (!top || top->style != STYLE_FLOW || top->from > at)
		return NULL;
	between = str_sub(p->yaml->bytes, top->from, at);
	return str_index(between, '\n') < between.n ? top : NULL;
}

void
yaml_syntax_error(struct parse *p, const yaml_parser_t *parser)
{
	uint32_t at = yaml_byte_of(&p->marks, &parser->problem_mark);
	uint32_t begin = yaml_byte_of(&p->marks, &parser->context_mark);
	struct str bytes = p->yaml->bytes, here = str_sub(bytes, at, at + 1);
	const char *problem = parser->problem ? parser->problem : "cannot be read";
	const struct node *flow = open_flow(p, at);

	if (has_long_key(bytes, at) || (parser->context && has_long_key(bytes, begin))) {
		yaml_long_key(p, at);
		return;
	}
	if (flow)
		problem = flow->type == NODE_SEQ ? "did not find expected ',' or ']'"
						 : "did not find expected ',' or '}'";
	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
		if (strcmp(problems[i].problem, problem) != 0)
			continue;
		if (problems[i].at && (!here.n || !strchr(problems[i].at, here.p[0])))
			continue;
		at = flow ? flow->from : problems[i].begin ? begin : at;
		yaml_report(p, RULE_YAML_SYNTAX, at, at + 1, str_of(problems[i].message),
		    problems[i].help);
		return;
	}
	yaml_report(p, RULE_YAML_SYNTAX, at, at + 1, str_dup(p->sink->arena, str_of(problem)),
	    NULL);
}
