/* What the rows of the keyword table are made of: for schema_keyword.c and the files that define
 * these functions. */
#ifndef SCHEMA_KEYWORD_H
#define SCHEMA_KEYWORD_H

#include "schema_node.h"

#define COMPILE(name)                                                       \
	bool compile_##name(struct compiler *c UNUSED, struct check *check, \
	    const struct node *const *values UNUSED)
#define HOLDS(name)                                                                 \
	bool holds_##name(struct run *run UNUSED, const struct check *check UNUSED, \
	    const struct frame *f)
#define EXPLAIN(name)                                                          \
	void explain_##name(struct run *run, const struct check *check UNUSED, \
	    const struct frame *f)

/* schema_compile.c */
COMPILE(types);
COMPILE(value);
COMPILE(number);
COMPILE(count);
COMPILE(flag);
COMPILE(strings);
COMPILE(pattern);
COMPILE(format);
COMPILE(ref);
COMPILE(dynamic_ref);
COMPILE(schema);
COMPILE(schemas);
COMPILE(members);
COMPILE(items);
COMPILE(contains);
COMPILE(condition);
COMPILE(dependents);

/* schema_assert.c */
HOLDS(type);
HOLDS(const);
HOLDS(enum);
HOLDS(min_length);
HOLDS(max_length);
HOLDS(pattern);
HOLDS(format);
HOLDS(multiple_of);
HOLDS(minimum);
HOLDS(exclusive_minimum);
HOLDS(maximum);
HOLDS(exclusive_maximum);
HOLDS(min_entries);
HOLDS(max_entries);
HOLDS(unique_items);
HOLDS(required);
HOLDS(dependent_required);

/* schema_apply.c */
HOLDS(schema);
HOLDS(dynamic_ref);
HOLDS(property_names);
HOLDS(members);
HOLDS(items);
HOLDS(contains);
HOLDS(all_of);
HOLDS(any_of);
HOLDS(one_of);
HOLDS(negation);
HOLDS(condition);
HOLDS(dependent_schemas);
HOLDS(unevaluated);

/* schema_message.c */
EXPLAIN(type);
EXPLAIN(values);
EXPLAIN(length);
EXPLAIN(pattern);
EXPLAIN(format);
EXPLAIN(bound);
EXPLAIN(entries);
EXPLAIN(unique_items);
EXPLAIN(required);
EXPLAIN(dependent_required);
EXPLAIN(contains);
EXPLAIN(negation);

/* schema_choice.c */
EXPLAIN(any_of);
EXPLAIN(one_of);

#endif
