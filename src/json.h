/* Writes JSON: UTF-8, keys in the order given, numbers in the shortest form that reads back the
 * same, invalid UTF-8 as U+FFFD. The same calls give the same bytes. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "out.h"

/* Deepest nesting: more than YAML_DEPTH and whatever wraps a record. */
enum { JSON_DEPTH = 128 };

struct json {
	struct out *out;
	bool pretty;	       /* two-space indentation; else all on one line */
	int depth;	       /* open objects and arrays */
	bool keyed;	       /* a key has been written, its value has not */
	char open[JSON_DEPTH]; /* '{' or '[' of each */
	bool any[JSON_DEPTH];  /* it holds something already */
};

/* Calls that do not make up JSON (a value where a key belongs, an end too many) are bugs. */
void json_init(struct json *j, struct out *o, bool pretty);
void json_object(struct json *j);
void json_array(struct json *j);
void json_end(struct json *j); /* closes the innermost; at depth 0 a line end follows */
void json_key(struct json *j, const char *key);
void json_key_str(struct json *j, struct str key);
void json_str(struct json *j, struct str s); /* null where s.p is NULL */
void json_int(struct json *j, int64_t n);
void json_num(struct json *j, double d);	     /* null where d is not finite */
void json_digits(struct json *j, struct str number); /* as it is written: a number of JSON */
void json_bool(struct json *j, bool b);
void json_null(struct json *j);
void json_date(struct json *j, int32_t date); /* null for DATE_NONE */

/* A key and its value. */
void json_put_str(struct json *j, const char *key, struct str s);
void json_put_int(struct json *j, const char *key, int64_t n);
void json_put_num(struct json *j, const char *key, double d);
void json_put_bool(struct json *j, const char *key, bool b);
void json_put_date(struct json *j, const char *key, int32_t date);

/* A finite number's shortest text that reads back the same, -0 as 0; whole numbers below 1e15 are
 * written out. Returns text. */
char *number_text(char text[static 32], double d);

#endif
