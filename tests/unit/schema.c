/* What the validator says to the person who wrote the file, and what it says of bad schemas. That
 * verdicts are right is shown by conformance.c. */
#include "schema.h"

#include "embed.h"
#include "jsontree.h"
#include "tap.h"

enum { MOST = 4 };

/* Alternatives of many kinds. */
#define SOURCES                                                                                  \
	"{\"properties\": {\"s\": {\"oneOf\": ["                                                 \
	"{\"title\": \"survey\", \"type\": \"object\", \"required\": [\"type\", \"url\"], "      \
	"\"properties\": {\"type\": {\"const\": \"survey\"}, \"url\": {\"type\": \"string\"}}, " \
	"\"additionalProperties\": false}, "                                                     \
	"{\"title\": \"query\", \"type\": \"object\", \"required\": [\"type\", \"sql\"], "       \
	"\"properties\": {\"type\": {\"const\": \"query\"}, \"sql\": {\"type\": \"string\"}}, "  \
	"\"additionalProperties\": false}]}}}"
#define SHAPES                                                                                       \
	"{\"properties\": {\"s\": {\"oneOf\": ["                                                     \
	"{\"title\": \"circle\", \"type\": \"object\", \"required\": [\"radius\"], \"properties\": " \
	"{\"radius\": {\"type\": \"number\"}, \"colour\": {\"type\": \"string\"}}, "                 \
	"\"unevaluatedProperties\": false}, "                                                        \
	"{\"title\": \"square\", \"type\": \"object\", \"required\": [\"side\"], \"properties\": "   \
	"{\"side\": {\"type\": \"number\"}, \"colour\": {\"type\": \"string\"}}, "                   \
	"\"unevaluatedProperties\": false}, "                                                        \
	"{\"title\": \"label\", \"type\": \"string\", \"pattern\": \"^[a-z]+$\"}]}}}"
#define TEXT_OR_POINTS                                                                                    \
	"{\"properties\": {\"s\": {\"anyOf\": [{\"title\": \"text\", \"type\": \"string\"}, {\"title\": " \
	"\"points\", \"type\": \"array\", \"items\": {\"title\": \"point\", \"anyOf\": [{\"required\": "  \
	"[\"text\"]}, {\"required\": [\"situation\", \"impact\"]}], \"type\": \"object\"}}]}}}"

#define DATED                                                                                         \
	"{\"properties\": {\"d\": {\"title\": \"date\", \"description\": \"Year-month-day. More.\", " \
	"\"examples\": [\"2026-08-03\"], \"type\": \"string\", \"format\": \"date\"}}}"
#define PERIOD                                                                                \
	"{\"properties\": {\"period\": {\"title\": \"Period\", \"examples\": [\"2026-Q3\"], " \
	"\"type\": \"string\", \"pattern\": \"^[0-9]{4}-Q[1-4]$|^[a-z0-9-]+$\"}}}"
#define CLOSED                                                                                        \
	"{\"title\": \"goal\", \"if\": {\"properties\": {\"status\": {\"const\": \"closed\"}}}, "     \
	"\"then\": {\"required\": [\"outcome\"], \"properties\": {\"when\": {\"const\": \"now\"}}}, " \
	"\"else\": {\"properties\": {\"outcome\": false}}}"

static const struct {
	const char *schema, *yaml;
	const char *errors[MOST]; /* LINE:COLUMN POINTER MESSAGE [(HELP)] */
} cases[] = {
    /* Types. */
    {"{\"properties\": {\"due\": {\"type\": \"string\"}}}", "due: 2026",
	{"1:6 /due \"due\" must be a string, not a number: quote it (write due: \"2026\")"}},
    {"{\"properties\": {\"due\": {\"type\": \"string\"}}}", "due: true",
	{"1:6 /due \"due\" must be a string, not true: quote it (write due: \"true\")"}},
    {"{\"properties\": {\"due\": {\"type\": \"string\"}}}", "due:",
	{"1:5 /due \"due\" has no value: it must be a string (write one, or remove the key)"}},
    {"{\"properties\": {\"due\": {\"type\": \"string\", \"pattern\": \"^[0-9]{4}-\", \"title\": \"Date\"}}}",
	"due: 2026", {"1:6 /due \"due\" must be a date, not 2026"}},
    {"{\"properties\": {\"w\": {\"type\": \"number\"}}}", "w: \"2\"",
	{"1:4 /w \"w\" must be a number, not a string: remove the quotes (write w: 2)"}},
    {"{\"properties\": {\"w\": {\"type\": \"number\"}}}", "w: heavy",
	{"1:4 /w \"w\" must be a number, not \"heavy\""}},
    {"{\"properties\": {\"w\": {\"type\": \"number\"}}}", "w: .nan",
	{"1:4 /w \"w\" must be a number, not .nan"}},
    {"{\"properties\": {\"w\": {\"type\": \"integer\"}}}", "w: 1.5",
	{"1:4 /w \"w\" must be a whole number, not 1.5"}},
    {"{\"properties\": {\"w\": {\"type\": \"integer\"}}}", "w: 1.0", {NULL}},
    {"{\"properties\": {\"s\": {\"type\": \"array\"}}}", "s: writing",
	{"1:4 /s \"s\" must be a list, not a string (write s: [writing])"}},
    {"{\"properties\": {\"c\": {\"type\": \"object\", \"properties\": {\"a\": {}, \"b\": {}}}}}",
	"c: done",
	{"1:4 /c \"c\" must be a mapping, not a string (write its keys on the lines below, "
	 "indented: \"a\" and \"b\")"}},
    {"{\"type\": \"object\", \"title\": \"goal\"}", "- a",
	{"1:1  goal must be a mapping, not a list (write each item as a key: no dash, a colon behind it, "
	 "what belongs to it below)"}},
    {"{\"items\": {\"items\": {\"type\": \"string\"}}}", "- - a\n  - []",
	{"2:5 /0/1 item 2 of item 1 must be a string, not a list (write a single value)"}},
    /* Given values. */
    {"{\"properties\": {\"s\": {\"enum\": [\"draft\", \"active\", \"dropped\"]}}}", "s: actve",
	{"1:4 /s \"s\" must be one of draft, active, dropped, not \"actve\", did you mean "
	 "\"active\"? (write \"active\")"}},
    {"{\"properties\": {\"s\": {\"enum\": [\"a\", 1, null]}}}", "s: b\nt: 1",
	{"1:4 /s \"s\" must be one of a, 1, nothing, not \"b\""}},
    {"{\"properties\": {\"v\": {\"const\": 1}}}", "v: 2", {"1:4 /v \"v\" must be 1, not 2"}},
    {"{\"properties\": {\"v\": {\"const\": \"1\"}}}", "v: 1",
	{"1:4 /v \"v\" must be \"1\", not 1: quote it"}},
    {"{\"properties\": {\"v\": {\"const\": 9007199254740993}}}", "v: 9007199254740992",
	{"1:4 /v \"v\" must be 9007199254740993, not 9007199254740992"}},
    /* Strings. */
    {"{\"properties\": {\"t\": {\"minLength\": 1}}}", "t: ''",
	{"1:4 /t \"t\" must not be empty (write one, or remove the key)"}},
    {"{\"properties\": {\"t\": {\"minLength\": 3}}}", "t: é€",
	{"1:4 /t \"t\" must have at least 3 characters, not 2"}},
    {"{\"properties\": {\"id\": {\"title\": \"Id\", \"description\": \"Small letters only. More.\", "
     "\"pattern\": \"^[a-z]+$\"}}}",
	"id: '7'", {"1:5 /id \"id\" must be an id, not \"7\" (small letters only)"}},
    {"{\"properties\": {\"id\": {\"pattern\": \"^[a-z]+$\"}}}", "id: Ada",
	{"1:5 /id \"id\" must be like \"^[a-z]+$\", not \"Ada\", did you mean \"ada\"? (write \"ada\")"}},
    {"{\"propertyNames\": {\"title\": \"name\", \"pattern\": \"^[a-z0-9]+$\"}}", "1: a\nB b: c",
	{"2:1 /B b key \"B b\" must be a name"}},
    /* Numbers. */
    {"{\"properties\": {\"w\": {\"minimum\": 0}}}", "w: -1",
	{"1:4 /w \"w\" must be at least 0, not -1"}},
    {"{\"properties\": {\"w\": {\"exclusiveMaximum\": 9007199254740993}}}", "w: 9007199254740993",
	{"1:4 /w \"w\" must be less than 9007199254740993, not 9007199254740993"}},
    {"{\"properties\": {\"w\": {\"multipleOf\": 0.0001}}}", "w: 0.00751",
	{"1:4 /w \"w\" must be a multiple of 0.0001, not 0.00751"}},
    /* Lists and mappings. */
    {"{\"properties\": {\"l\": {\"minItems\": 1}}}", "l: []",
	{"1:4 /l \"l\" must not be empty (add one, or remove the key)"}},
    {"{\"properties\": {\"l\": {\"maxItems\": 1}}}", "l: [a, b]",
	{"1:4 /l \"l\" must have at most 1 item, not 2 (remove one)"}},
    {"{\"properties\": {\"l\": {\"uniqueItems\": true}}}", "l: [a, b, a]",
	{"1:11 /l/2 \"l\" names \"a\" twice (remove one of the two)"}},
    {"{\"properties\": {\"l\": {\"prefixItems\": [{}], \"items\": false}}}", "l: [a, b]",
	{"1:8 /l/1 item 2 of \"l\" is one too many (remove it)"}},
    {"{\"properties\": {\"l\": {\"contains\": {\"const\": \"x\"}}}}", "l: [a]",
	{"1:4 /l \"l\" needs an item that is \"x\" (add one)"}},
    {"{\"title\": \"goal\", \"required\": [\"owner\"], \"properties\": {\"owner\": {\"description\": "
     "\"Who answers for it. One.\"}}}",
	"kind: goal", {"1:1  goal needs \"owner\" (owner: Who answers for it)"}},
    {"{\"title\": \"goal\", \"required\": [\"a\", \"b\", \"c\"]}", "x: 1",
	{"1:1  goal needs \"a\", \"b\" and \"c\" (add \"a\", \"b\" and \"c\")"}},
    {"{\"allOf\": [{\"required\": [\"a\"]}, {\"required\": [\"a\", \"b\"]}], \"title\": \"goal\"}",
	"x: 1", {"1:1  goal needs \"a\" (add \"a\")", "1:1  goal needs \"b\" (add \"b\")"}},
    {"{\"title\": \"goal\", \"required\": [\"owner\"], \"properties\": {\"owner\": {}}, "
     "\"additionalProperties\": false}",
	"ownr: ada",
	{"1:1 /ownr unknown key \"ownr\" in goal, did you mean \"owner\"? (write \"owner\")"}},
    {"{\"title\": \"goal\", \"properties\": {\"a\": {}, \"b\": {}}, \"additionalProperties\": false}",
	"a: 1\nfurther: 1", {"2:1 /further unknown key \"further\" in goal (it may have \"b\")"}},
    {"{\"additionalProperties\": {\"title\": \"key result\", \"properties\": {\"title\": {}}, "
     "\"unevaluatedProperties\": false}}",
	"p/9~: {ttle: a}",
	{"1:8 /p~19~0/ttle unknown key \"ttle\" in key result \"p/9~\", did you mean \"title\"? (write \"title\")"}},
    {"{\"allOf\": [{\"properties\": {\"owner\": {\"type\": \"string\"}}}], \"title\": \"goal\", "
     "\"unevaluatedProperties\": false}",
	"ownr: ada",
	{"1:1 /ownr unknown key \"ownr\" in goal, did you mean \"owner\"? (write \"owner\")"}},
    /* An invalid value is one mistake, not two: its key is known. */
    {"{\"allOf\": [{\"properties\": {\"owner\": {\"type\": \"string\"}}}], "
     "\"unevaluatedProperties\": false}",
	"owner: [a]",
	{"1:8 /owner \"owner\" must be a string, not a list (write the item alone, without brackets)"}},
    {"{\"title\": \"key result\", \"dependentRequired\": {\"baseline\": [\"target\"]}}",
	"baseline: 1", {"1:1  key result with \"baseline\" needs \"target\" too (add \"target\")"}},
    {"{\"dependentSchemas\": {\"milestones\": {\"properties\": {\"min\": false}}}}",
	"min: 1\nmilestones: {}",
	{"1:1 /min \"min\" cannot stand beside \"milestones\" (remove \"min\", or \"milestones\")"}},
    {"{\"properties\": {\"old\": false}}", "old: 1",
	{"1:1 /old \"old\" is not allowed here (remove it)"}},
    {"{\"title\": \"goal\", \"minProperties\": 1, \"required\": [\"a\"]}", "{}",
	{"1:1  goal needs \"a\" (add \"a\")"}},
    /* Alternatives. */
    {"{\"title\": \"goal\", \"anyOf\": [{\"required\": [\"start\", \"due\"]}, {\"required\": "
     "[\"period\"]}]}",
	"a: 1",
	{"1:1  goal needs \"start\" and \"due\", or \"period\" (add \"start\" and \"due\", or \"period\")"}},
    {"{\"title\": \"goal\", \"anyOf\": [{\"required\": [\"start\", \"due\"]}, {\"required\": "
     "[\"period\"]}]}",
	"start: 1", {"1:1  goal needs \"due\" (add \"due\")"}},
    {"{\"title\": \"goal\", \"anyOf\": [{\"required\": [\"period\"]}, {\"required\": [\"due\"]}], "
     "\"properties\": {\"period\": {}, \"due\": {}}, \"additionalProperties\": false}",
	"perod: 1",
	{"1:1 /perod unknown key \"perod\" in goal, did you mean \"period\"? (write \"period\")"}},
    {"{\"properties\": {\"about\": {\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\"}]}}}",
	"about: 5",
	{"1:8 /about \"about\" must be a string or a list, not a number: quote it (write "
	 "about: \"5\")"}},
    {"{\"properties\": {\"r\": {\"anyOf\": [{\"type\": \"number\"}, {\"const\": \"not-observed\"}]}}}",
	"r: nto", {"1:4 /r \"r\" must be a number or \"not-observed\", not \"nto\""}},
    {"{\"properties\": {\"from\": {\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^[a-z]+$\", "
     "\"title\": \"id\"}, {\"type\": \"object\", \"required\": [\"name\"]}]}}}",
	"from: {}", {"1:7 /from \"from\" needs \"name\" (add \"name\")"}},
    {"{\"properties\": {\"from\": {\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^[a-z]+$\", "
     "\"title\": \"id\"}, {\"type\": \"object\", \"required\": [\"name\"]}]}}}",
	"from: A B", {"1:7 /from \"from\" must be an id, not \"A B\""}},
    {"{\"oneOf\": [{\"properties\": {\"kind\": {\"const\": \"a\"}, \"x\": {\"type\": \"string\"}}}, "
     "{\"properties\": {\"kind\": {\"const\": \"b\"}, \"x\": {\"type\": \"string\"}, \"y\": "
     "{\"type\": \"string\"}}}]}",
	"kind: b\nx: []\ny: []",
	{"2:4 /x \"x\" must be a string, not a list (write a single value)",
	    "3:4 /y \"y\" must be a string, not a list (write a single value)"}},
    {"{\"title\": \"goal\", \"oneOf\": [{\"required\": [\"a\"]}, {\"required\": [\"b\"]}]}",
	"a: 1\nb: 1", {"1:1  goal may have \"a\" or \"b\", not both (remove one of the two)"}},
    {SOURCES, "s: {type: survey, sql: a}",
	{"1:4 /s survey needs \"url\" (add \"url\")",
	    "1:19 /s/sql unknown key \"sql\" in survey (it may have \"url\")"}},
    {SOURCES, "s: {type: qurey, sql: a}",
	{"1:11 /s/type \"type\" must be one of survey, query, not \"qurey\", did you mean \"query\"? "
	 "(write \"query\")"}},
    {SOURCES, "s: {type: [query]}",
	{"1:11 /s/type \"type\" must be one of survey, query, not a list"}},
    {SOURCES, "s: {sql: a}", {"1:4 /s query needs \"type\" (add \"type: query\")"}},
    {SOURCES, "s: {sql: a, url: b}", {"1:4 /s \"s\" needs \"type\" (add \"type\")"}},
    {SOURCES, "s: a",
	{"1:4 /s \"s\" must be a survey or a query, not a string (a survey has \"type\" and \"url\", a "
	 "query has \"type\" and \"sql\")"}},
    {SHAPES, "s: {}", {"1:4 /s \"s\" needs \"radius\" or \"side\" (add \"radius\" or \"side\")"}},
    {SHAPES, "s: {colour: red}",
	{"1:4 /s \"s\" needs \"radius\" or \"side\" (add \"radius\" or \"side\")"}},
    {SHAPES, "s: {colour: [red]}",
	{"1:4 /s \"s\" needs \"radius\" or \"side\" (add \"radius\" or \"side\")",
	    "1:13 /s/colour \"colour\" must be a string, not a list (write the item alone, without brackets)"}},
    {SHAPES, "s: {side: 2, colour: 3}",
	{"1:22 /s/colour \"colour\" must be a string, not a number: quote it (write colour: \"3\")"}},
    {SHAPES, "s: {side: 2, radius: 3}",
	{"1:4 /s \"s\" may have \"radius\" or \"side\", not both (remove one of the two)"}},
    {SHAPES, "s: []", {"1:4 /s \"s\" must be a circle, a square or a label, not a list"}},
    {SHAPES, "s: Big",
	{"1:4 /s \"s\" must be a label, not \"Big\", did you mean \"big\"? (write \"big\")"}},
    {TEXT_OR_POINTS, "s: 5",
	{"1:4 /s \"s\" must be a text or a list of points, not a number: quote it (write s: \"5\")"}},
    {TEXT_OR_POINTS, "s: {text: a}",
	{"1:4 /s \"s\" must be a text or a list of points, not a mapping (put it between brackets)"}},
    {TEXT_OR_POINTS, "s: [{impact: a}, {}]",
	{"1:5 /s/0 point needs \"situation\" (add \"situation\")",
	    "1:18 /s/1 point needs \"text\", or \"situation\" and \"impact\" (add \"text\", or \"situation\" and "
	    "\"impact\")"}},
    {"{\"properties\": {\"l\": {\"anyOf\": [{\"title\": \"ticket\", \"pattern\": \"^[A-Z]+-[0-9]+$\"}, "
     "{\"title\": \"address\", \"pattern\": \"^https:\"}], \"type\": \"string\"}}}",
	"l: wiki", {"1:4 /l \"l\" must be a ticket or an address, not \"wiki\""}},
    {"{\"properties\": {\"n\": {\"anyOf\": [{\"maximum\": 2}, {\"minimum\": 5}], \"type\": \"number\"}}}",
	"n: 3", {"1:4 /n \"n\" must be at most 2 or at least 5, not 3"}},
    {"{\"properties\": {\"r\": {\"anyOf\": [{\"type\": \"number\"}, {\"type\": \"string\", \"const\": "
     "\"not-observed\"}]}}}",
	"r: \"3\"",
	{"1:4 /r \"r\" must be a number or \"not-observed\", not \"3\": remove the quotes (write r: 3)"}},
    {"{\"oneOf\": [{\"title\": \"short text\", \"maxLength\": 9}, {\"title\": \"word\", \"pattern\": "
     "\"^[a-z]+$\"}, {\"title\": \"list\", \"type\": \"array\"}]}",
	"abc",
	{"1:1  the file can be read as a short text and a word (change it so that it is one of them only)"}},
    {"{\"properties\": {\"v\": {\"not\": {\"const\": 3}}}}", "v: 3",
	{"1:4 /v \"v\" must not be 3"}},
    {"{\"if\": {\"required\": [\"a\"]}, \"then\": {\"required\": [\"b\"]}, \"title\": \"goal\"}",
	"a: 1", {"1:1  goal needs \"b\" where \"a\" is there (add \"b\")"}},
    /* What was meant by a text that has not the form of its schema: whatever it accepts. */
    {DATED, "d: 2026-7-1",
	{"1:4 /d \"d\" must be a date, not \"2026-7-1\", did you mean \"2026-07-01\"? (write \"2026-07-01\")"}},
    {DATED, "d: 1.7.2026",
	{"1:4 /d \"d\" must be a date, not \"1.7.2026\", did you mean \"2026-07-01\"? (write \"2026-07-01\")"}},
    {DATED, "d: 30/09/2026",
	{"1:4 /d \"d\" must be a date, not \"30/09/2026\", did you mean \"2026-09-30\"? (write \"2026-09-30\")"}},
    {DATED, "d: 09/30/2026",
	{"1:4 /d \"d\" must be a date, not \"09/30/2026\", did you mean \"2026-09-30\"? (write \"2026-09-30\")"}},
    {DATED, "d: 03/04/2026",
	{"1:4 /d \"d\" must be a date, not \"03/04/2026\" (year-month-day, such as 2026-08-03)"}},
    {DATED, "d: 20260701",
	{"1:4 /d \"d\" must be a date, not 20260701, did you mean \"2026-07-01\"? (write \"2026-07-01\")"}},
    {DATED, "d: 2026-07-01T10:00:00Z",
	{"1:4 /d \"d\" must be a date, not \"2026-07-01T10:00:00Z\", did you mean \"2026-07-01\"? (write \"2026-07-01\")"}},
    {DATED, "d: 2026-09-31",
	{"1:4 /d \"d\" must be a date, not \"2026-09-31\" (there is no such day in the calendar)"}},
    {DATED, "d: soon",
	{"1:4 /d \"d\" must be a date, not \"soon\" (year-month-day, such as 2026-08-03)"}},
    {PERIOD, "period: Q3 2026",
	{"1:9 /period \"period\" must be like 2026-Q3, not \"Q3 2026\", did you mean \"2026-Q3\"? (write \"2026-Q3\")"}},
    {PERIOD, "period: 2026/q3",
	{"1:9 /period \"period\" must be like 2026-Q3, not \"2026/q3\", did you mean \"2026-Q3\"? (write \"2026-Q3\")"}},
    {PERIOD, "period: 2026-Q5", {"1:9 /period \"period\" must be like 2026-Q3, not \"2026-Q5\""}},
    {PERIOD, "period: H2", {"1:9 /period \"period\" must be like 2026-Q3, not \"H2\""}},
    {PERIOD, "period: goal:2026-Autumn",
	{"1:9 /period \"period\" must be like 2026-Q3, not \"goal:2026-Autumn\", did you mean \"2026-autumn\"? (write \"2026-autumn\")"}},
    {"{\"propertyNames\": {\"pattern\": \"^[a-z0-9-]+$\"}}", "P99 Größe!: 1",
	{"1:1 /P99 Größe! key \"P99 Größe!\" must be like \"^[a-z0-9-]+$\", did you mean \"p99-grosse\"? (write \"p99-grosse\")"}},
    {"{\"properties\": {\"t\": {\"pattern\": \"^[A-Z]+-[0-9]+$\"}}}", "t: pay-12",
	{"1:4 /t \"t\" must be like \"^[A-Z]+-[0-9]+$\", not \"pay-12\", did you mean \"PAY-12\"? (write \"PAY-12\")"}},
    {"{\"properties\": {\"s\": {\"pattern\": \"^(goal|review):[a-z]+$\"}}}", "s: goals/a",
	{"1:4 /s \"s\" must be like \"^(goal|review):[a-z]+$\", not \"goals/a\""}},
    {"{\"properties\": {\"s\": {\"pattern\": \"^(goal|review):[a-z]+$\"}}}", "s: goals:a",
	{"1:4 /s \"s\" must be like \"^(goal|review):[a-z]+$\", not \"goals:a\", did you mean \"goal:a\"? (write \"goal:a\")"}},
    {"{\"properties\": {\"s\": {\"pattern\": \"^(goal|review):[a-z]+$\"}}}", "s: goal/a",
	{"1:4 /s \"s\" must be like \"^(goal|review):[a-z]+$\", not \"goal/a\", did you mean \"goal:a\"? (write \"goal:a\")"}},
    {"{\"properties\": {\"a\": {\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^[a-z]+$\"}, {\"type\": \"array\", \"items\": {\"pattern\": \"^[a-z]+$\"}}]}}}",
	"a: ada, chen",
	{"1:4 /a \"a\" must be like \"^[a-z]+$\", not \"ada, chen\" (write a: [ada, chen])"}},
    /* What to do. */
    {"{\"properties\": {\"n\": {\"type\": \"number\"}}}", "n: 480ms",
	{"1:4 /n \"n\" must be a number, not \"480ms\" (write the number alone: 480)"}},
    {"{\"properties\": {\"n\": {\"type\": \"number\", \"maximum\": 10, \"minimum\": 1}}}", "n: 60%",
	{"1:4 /n \"n\" must be a number, not \"60%\""}},
    {"{\"properties\": {\"n\": {\"type\": \"number\", \"maximum\": 10, \"minimum\": 1}}}", "n: 60",
	{"1:4 /n \"n\" must be at most 10, not 60 (write a number from 1 to 10)"}},
    {"{\"properties\": {\"b\": {\"type\": \"boolean\"}}}", "b: No",
	{"1:4 /b \"b\" must be true or false, not \"No\" (write b: false)"}},
    {"{\"properties\": {\"l\": {\"type\": \"array\"}}}", "l: a, b",
	{"1:4 /l \"l\" must be a list, not a string (write l: [a, b])"}},
    {"{\"properties\": {\"l\": {\"type\": \"array\", \"items\": {\"type\": \"object\"}}}}", "l: a",
	{"1:4 /l \"l\" must be a list, not a string"}},
    {"{\"properties\": {\"l\": {\"type\": \"array\", \"items\": {\"type\": \"object\"}}}}",
	"l:\n  a: 1",
	{"2:3 /l \"l\" must be a list, not a mapping (put \"- \" before its first key, and indent the others as far)"}},
    {"{\"properties\": {\"m\": {\"additionalProperties\": {}, \"type\": \"object\"}}}",
	"m:\n  - a: 1",
	{"2:3 /m \"m\" must be a mapping, not a list (give each item a name: write it, with a colon, in place of the dash)"}},
    {"{\"required\": [\"t\"], \"properties\": {\"t\": {\"type\": \"string\"}}}",
	"t:", {"1:3 /t \"t\" has no value: it must be a string (write one)"}},
    {"{\"properties\": {\"c\": {\"description\": \"Days between two. More.\", \"type\": \"integer\"}}}",
	"c: weekly", {"1:4 /c \"c\" must be a whole number, not \"weekly\" (c: Days between two)"}},
    {"{\"properties\": {\"s\": {\"description\": \"`a`: one. `b`: two.\", \"enum\": [\"a\", \"b\"]}}}",
	"s: c", {"1:4 /s \"s\" must be one of a, b, not \"c\" (s: `a`: one. `b`: two)"}},
    {"{\"properties\": {\"t\": {\"maxLength\": 3}}}", "t: abcde",
	{"1:4 /t \"t\" must have at most 3 characters, not 5 (shorten it by 2)"}},
    {"{\"properties\": {\"v\": {\"const\": 1}}}", "v: \"1\"",
	{"1:4 /v \"v\" must be 1, not \"1\": remove the quotes"}},
    {"{\"required\": [\"owner\"], \"title\": \"goal\"}", "ownr: a\nx-owne: b",
	{"1:1  goal needs \"owner\", did you mean it by \"ownr\"? (write \"owner\")"}},
    /* Conditions, and what must not be. */
    {CLOSED, "status: closed\nwhen: 5",
	{"1:1  goal needs \"outcome\" where \"status\" is \"closed\" (add \"outcome\")",
	    "2:7 /when \"when\" must be \"now\", not 5 where \"status\" is \"closed\""}},
    {CLOSED, "status: open\noutcome: met",
	{"2:1 /outcome \"outcome\" is not allowed here unless \"status\" is \"closed\" (remove it)"}},
    {"{\"dependentSchemas\": {\"budget\": {\"required\": [\"by\"], \"properties\": {\"note\": {\"minLength\": 1}}}}, \"title\": \"goal\"}",
	"budget: 1\nnote: \"\"",
	{"1:1  goal with \"budget\" needs \"by\" too (add \"by\")",
	    "2:7 /note \"note\" must not be empty where \"budget\" is there (write one, or remove the key)"}},
    {"{\"properties\": {\"v\": {\"not\": {\"enum\": [\"a\", \"b\"]}}}}", "v: a",
	{"1:4 /v \"v\" must not be one of a, b"}},
    {"{\"properties\": {\"v\": {\"not\": {\"pattern\": \"TODO\"}}}}", "v: TODO",
	{"1:4 /v \"v\" must not be like \"TODO\""}},
    {"{\"properties\": {\"l\": {\"contains\": {\"title\": \"main entry\", \"required\": [\"m\"]}, \"maxContains\": 1}}}",
	"l: [{m: 1}, {m: 2}, {}]",
	{"1:4 /l \"l\" must have at most 1 item that is a main entry, not 2 (remove one)"}},
    /* In the order of the file, and of a value only the first thing that is wrong. */
    {"{\"properties\": {\"a\": {\"type\": \"string\"}, \"b\": {\"type\": \"integer\", \"enum\": [1], "
     "\"minimum\": 3}}, \"allOf\": [{\"properties\": {\"b\": {\"maximum\": 0}}}]}",
	"b: 2\na: []",
	{"1:4 /b \"b\" must be 1, not 2",
	    "2:4 /a \"a\" must be a string, not a list (write a single value)"}},
    /* Aliases are refused once, when the file is read. */
    {"{\"properties\": {\"a\": {\"type\": \"string\"}}}", "a: *x", {NULL}},
};

/* Schemas that do not compile. */
static const struct {
	const char *schema, *error;
} bad[] = {
    {"{\"minimum\": \"a\"}", "test:schema#/minimum: \"minimum\" must be a number"},
    {"{\"minLength\": -1}",
	"test:schema#/minLength: \"minLength\" must be a whole number, at least 0"},
    {"{\"allOf\": []}", "test:schema#/allOf: \"allOf\" must be a list of one or more schemas"},
    {"{\"properties\": {\"x\": {\"type\": \"text\"}}}",
	"test:schema#/properties/x/type: \"type\" must be null, boolean, integer, number, string, "
	"array, object, or a list of these"},
    {"{\"items\": {\"$ref\": \"#/$defs/a\"}}",
	"test:schema#/items/$ref: \"test:schema\" has no schema at \"#/$defs/a\""},
    {"{\"$ref\": \"other.json\"}",
	"test:schema#/$ref: there is no schema \"test:other.json\" here"},
    {"{\"allOf\": [{\"pattern\": \"(?i)a\"}]}",
	"test:schema#/allOf/0/pattern: \"(?i)a\" is no pattern: a group that JavaScript does not know"},
    {"{\"$defs\": {\"a\": {\"anyOf\": [{\"$ref\": \"#/$defs/b\"}]}, \"b\": {\"$ref\": \"#/$defs/a\"}}, "
     "\"$ref\": \"#/$defs/a\"}",
	"test:schema#/$defs/a: this schema refers to itself without end"},
    {"{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
	"test:schema#/$schema: \"$schema\" is \"http://json-schema.org/draft-07/schema\", which is not "
	"known here: https://json-schema.org/draft/2020-12/schema is"},
    {"{\"$defs\": {\"a\": {\"$anchor\": \"x\"}, \"b\": {\"$anchor\": \"x\"}}}",
	"test:schema#/$defs/b: another schema is called \"test:schema#x\" too"},
    {"{\"$id\": \"test:a#b\"}", "test:a#/$id: \"$id\" must not have a fragment: use \"$anchor\""},
};

static struct arena arena;
static struct schema_scratch scratch;

static struct node *
json(struct str text)
{
	struct sink sink = {.arena = &arena};
	struct yaml *y = json_parse(&arena, &sink, S("test.json"), text);

	return y->n_docs ? y->docs[0].root : NULL;
}

static struct schema *
compile(struct str *error, struct str text)
{
	struct schema_set *set = schema_set_new(&arena);
	struct node *root = json(text);
	struct schema_fault fault;
	struct schema *schema;

	if (!root) {
		*error = S("this is no JSON");
		return NULL;
	}
	schema_set_assert_formats(set);
	schema_set_add(set, S("test:schema"), root);
	schema = schema_compile(set, S("test:schema"), &fault);
	if (!schema)
		*error = str_fmt(&arena, "%.*s%s%.*s", SV(fault.where), fault.node ? ": " : "",
		    SV(fault.message));
	return schema;
}

static struct str
error_line(struct yaml *y, const struct schema_error *e)
{
	struct finding f = {0};
	struct str line;

	yaml_place(&f, y, e->node->from, e->node->to);
	line = str_fmt(&arena, "%u:%u %.*s %.*s", f.line, f.column, SV(e->pointer), SV(e->message));
	return e->help.p ? str_fmt(&arena, "%.*s (%.*s)", SV(line), SV(e->help)) : line;
}

static void
test_messages(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sink sink = {.arena = &arena};
		struct schema_errors errors = {.most = 1000};
		struct str error = S(""), yaml = str_of(cases[i].yaml);
		struct schema *s = compile(&error, str_of(cases[i].schema));
		struct yaml *y = yaml_parse(&arena, &sink, S("test.yaml"), yaml);
		size_t n = 0;

		if (!ok(s && y->n_docs, "%s: is read: %.*s", cases[i].yaml, SV(error)))
			continue;
		schema_validate(&errors, s, y->docs[0].root, &arena, &scratch);
		while (n < MOST && cases[i].errors[n])
			n++;
		ok(errors.n == n, "%s: %zu errors", cases[i].yaml, n);
		for (size_t j = 0; j < errors.n; j++)
			is_str(error_line(y, &errors.p[j]), j < n ? cases[i].errors[j] : "",
			    "%s: error %zu", cases[i].yaml, j + 1);
	}
}

static void
test_bad_schemas(void)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct str error = S("");
		struct schema *s = compile(&error, str_of(bad[i].schema));

		ok(!s, "%s: is no schema", bad[i].schema);
		is_str(error, bad[i].error, "%s: says why", bad[i].schema);
	}
}

/* The first error of an instance against a schema; empty where it is valid. */
static struct str
first_error(struct str schema, struct str instance)
{
	struct schema_errors errors = {.most = 1000};
	struct str error = S("");
	struct schema *s = compile(&error, schema);

	if (!s)
		return error;
	schema_validate(&errors, s, json(instance), &arena, &scratch);
	return errors.n ? errors.p[errors.n - 1].message : S("");
}

static struct str
chain(const char *row, int n)
{
	struct str text = S("");

	for (int i = 0; i < n; i++)
		text = str_fmt(&arena, row, SV(text), i, i + 1, i + 1);
	return text;
}

/* What a schema can do to the time and the stack that it is given. */
static void
test_hostile(void)
{
	struct schema_errors errors = {.most = 1000};
	struct str many = S(""), text, error = S("");

	is_str(first_error(S("{\"$dynamicAnchor\": \"n\", \"$dynamicRef\": \"#n\"}"), S("1")),
	    "the schema refers to itself too often here", "a dynamic reference to itself");
	is_str(first_error(S("{\"properties\": {\"a\": {\"$ref\": \"#\"}}}"),
		   S("{\"a\": {\"a\": {}}}")),
	    "", "a reference to itself for what is within");
	text = str_fmt(&arena,
	    "{\"$ref\": \"#/$defs/a0\", \"$defs\": {%.*s\"a60\": {\"type\": \"null\"}}}",
	    SV(chain(
		"%.*s\"a%d\": {\"anyOf\": [{\"$ref\": \"#/$defs/a%d\"}, {\"$ref\": \"#/$defs/a%d\"}]}, ",
		60)));
	is_str(first_error(text, S("{}")), "this takes too long to check against its schema",
	    "two ways on at each of sixty steps");
	is_str(first_error(S("{\"pattern\": \"^(a|a)*$\"}"),
		   S("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"")),
	    "a pattern of the schema takes too long to match",
	    "a pattern that goes back and forth");
	for (int i = 0; i < 1100; i++)
		many = str_fmt(&arena, "%.*s%s1", SV(many), i ? ", " : "");
	ok(!schema_validate(&errors, compile(&error, S("{\"items\": {\"type\": \"string\"}}")),
	       json(str_fmt(&arena, "[%.*s]", SV(many))), &arena, &scratch) &&
		errors.n == 1000 && errors.more == 100,
	    "very many errors: the others are counted");
}

/* Finding out what was meant takes no more of it for choices within choices, or where very much is
 * wrong with what was not. */
static void
test_choices(void)
{
	static const char schema[] =
	    "{\"$defs\": {\"e\": {\"anyOf\": [{\"type\": \"number\"}, {\"$ref\": \"#/$defs/add\"}, "
	    "{\"$ref\": \"#/$defs/mul\"}]}, "
	    "\"add\": {\"title\": \"sum\", \"type\": \"object\", \"properties\": {\"add\": "
	    "{\"items\": {\"$ref\": \"#/$defs/e\"}}}, \"additionalProperties\": false}, "
	    "\"mul\": {\"title\": \"product\", \"type\": \"object\", \"properties\": {\"mul\": "
	    "{\"items\": {\"$ref\": \"#/$defs/e\"}}}, \"additionalProperties\": false}}, "
	    "\"$ref\": \"#/$defs/e\"}";
	struct str deep = S("\"oops\""), many = S("");

	for (int i = 0; i < 45; i++)
		deep = str_fmt(&arena, "{\"%s\": [1, %.*s]}", i % 2 ? "add" : "mul", SV(deep));
	is_str(first_error(str_of(schema), deep),
	    "item 2 of \"mul\" must be a number, a sum or a product, not \"oops\"",
	    "a choice within forty-four others");
	for (int i = 0; i < 1100; i++)
		many = JOIN(&arena, many, S("{\"a\": 1}, "));
	is_str(first_error(S("{\"anyOf\": [{\"items\": {\"type\": \"string\"}}, "
			     "{\"items\": {\"required\": [\"a\"]}}], \"type\": \"array\"}"),
		   JOIN(&arena, S("["), many, S("{}]"))),
	    "item 1101 needs \"a\"", "two lists, one of which is wrong everywhere");
}

/* Our own schemas compile, and each accepts the examples that it gives. */
static void
test_ours(void)
{
	struct sink sink = {.arena = &arena};
	struct schema_set *set = schema_set_new(&arena);
	struct schema_fault fault;

	schema_set_assert_formats(set);
	for (size_t i = 0; i < n_embeds; i++) {
		struct str name = str_of(embeds[i].name), text = {embeds[i].data, embeds[i].size};

		if (str_ends(name, S(".schema.json")))
			schema_set_add(set, S(""),
			    json_parse(&arena, &sink, name, text)->docs[0].root);
	}
	for (size_t i = 0; i < n_embeds; i++) {
		struct str name = str_of(embeds[i].name), text = {embeds[i].data, embeds[i].size};
		struct node *root;
		struct schema *s;
		bool valid = true;

		if (!str_ends(name, S(".schema.json")))
			continue;
		root = json(text);
		s = schema_compile(set, node_str(node_get(root, S("$id"))), &fault);
		ok(s != NULL, "%.*s compiles: %.*s", SV(name), SV(fault.message));
		root = node_get(root, S("examples"));
		for (struct node *e = s && root ? root->first : NULL; e; e = e->next)
			valid = schema_validate(NULL, s, e, &arena, &scratch) && valid;
		ok(valid, "%.*s accepts its examples", SV(name));
	}
}

int
main(void)
{
	test_messages();
	test_bad_schemas();
	test_hostile();
	test_choices();
	test_ours();
	schema_scratch_free(&scratch);
	arena_free(&arena);
	return done();
}
