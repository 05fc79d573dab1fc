#include "schema_keyword.h"

#define CORE VOCABULARY_CORE
#define APPLICATOR VOCABULARY_APPLICATOR
#define UNEVALUATED VOCABULARY_UNEVALUATED
#define VALIDATION VOCABULARY_VALIDATION
#define FORMAT (VOCABULARY_FORMAT_ANNOTATION | VOCABULARY_FORMAT_ASSERTION)

/* clang-format off */
const struct keyword keywords[KEYWORDS] = {
    [KEYWORD_TYPE] = {"type", KEYWORD_TYPE, VALIDATION, ARGUMENT_TYPES, ON_ANY,
	compile_types, holds_type, explain_type},
    [KEYWORD_CONST] = {"const", KEYWORD_CONST, VALIDATION, ARGUMENT_ANY, ON_ANY,
	compile_value, holds_const, explain_values},
    [KEYWORD_ENUM] = {"enum", KEYWORD_ENUM, VALIDATION, ARGUMENT_LIST, ON_ANY,
	compile_value, holds_enum, explain_values},
    [KEYWORD_REF] = {"$ref", KEYWORD_REF, CORE, ARGUMENT_STRING, ON_ANY,
	compile_ref, holds_schema, NULL},
    [KEYWORD_DYNAMIC_REF] = {"$dynamicRef", KEYWORD_DYNAMIC_REF, CORE, ARGUMENT_STRING, ON_ANY,
	compile_dynamic_ref, holds_dynamic_ref, NULL},
    [KEYWORD_MIN_LENGTH] = {"minLength", KEYWORD_MIN_LENGTH, VALIDATION, ARGUMENT_COUNT, ON_STR,
	compile_count, holds_min_length, explain_length},
    [KEYWORD_MAX_LENGTH] = {"maxLength", KEYWORD_MAX_LENGTH, VALIDATION, ARGUMENT_COUNT, ON_STR,
	compile_count, holds_max_length, explain_length},
    [KEYWORD_PATTERN] = {"pattern", KEYWORD_PATTERN, VALIDATION, ARGUMENT_STRING, ON_STR,
	compile_pattern, holds_pattern, explain_pattern},
    [KEYWORD_FORMAT] = {"format", KEYWORD_FORMAT, FORMAT, ARGUMENT_STRING, ON_STR,
	compile_format, holds_format, explain_format},
    [KEYWORD_MULTIPLE_OF] = {"multipleOf", KEYWORD_MULTIPLE_OF, VALIDATION, ARGUMENT_POSITIVE,
	ON_NUMBER, compile_number, holds_multiple_of, explain_bound},
    [KEYWORD_MINIMUM] = {"minimum", KEYWORD_MINIMUM, VALIDATION, ARGUMENT_NUMBER, ON_NUMBER,
	compile_number, holds_minimum, explain_bound},
    [KEYWORD_EXCLUSIVE_MINIMUM] = {"exclusiveMinimum", KEYWORD_EXCLUSIVE_MINIMUM, VALIDATION,
	ARGUMENT_NUMBER, ON_NUMBER, compile_number, holds_exclusive_minimum, explain_bound},
    [KEYWORD_MAXIMUM] = {"maximum", KEYWORD_MAXIMUM, VALIDATION, ARGUMENT_NUMBER, ON_NUMBER,
	compile_number, holds_maximum, explain_bound},
    [KEYWORD_EXCLUSIVE_MAXIMUM] = {"exclusiveMaximum", KEYWORD_EXCLUSIVE_MAXIMUM, VALIDATION,
	ARGUMENT_NUMBER, ON_NUMBER, compile_number, holds_exclusive_maximum, explain_bound},
    [KEYWORD_MIN_ITEMS] = {"minItems", KEYWORD_MIN_ITEMS, VALIDATION, ARGUMENT_COUNT, ON_SEQ,
	compile_count, holds_min_entries, explain_entries},
    [KEYWORD_MAX_ITEMS] = {"maxItems", KEYWORD_MAX_ITEMS, VALIDATION, ARGUMENT_COUNT, ON_SEQ,
	compile_count, holds_max_entries, explain_entries},
    [KEYWORD_UNIQUE_ITEMS] = {"uniqueItems", KEYWORD_UNIQUE_ITEMS, VALIDATION, ARGUMENT_BOOL,
	ON_SEQ, compile_flag, holds_unique_items, explain_unique_items},
    [KEYWORD_MIN_PROPERTIES] = {"minProperties", KEYWORD_MIN_PROPERTIES, VALIDATION,
	ARGUMENT_COUNT, ON_MAP, compile_count, holds_min_entries, explain_entries},
    [KEYWORD_MAX_PROPERTIES] = {"maxProperties", KEYWORD_MAX_PROPERTIES, VALIDATION,
	ARGUMENT_COUNT, ON_MAP, compile_count, holds_max_entries, explain_entries},
    [KEYWORD_REQUIRED] = {"required", KEYWORD_REQUIRED, VALIDATION, ARGUMENT_STRINGS, ON_MAP,
	compile_strings, holds_required, explain_required},
    [KEYWORD_DEPENDENT_REQUIRED] = {"dependentRequired", KEYWORD_DEPENDENT_REQUIRED, VALIDATION,
	ARGUMENT_STRINGS_MAP, ON_MAP, compile_dependents, holds_dependent_required,
	explain_dependent_required},
    [KEYWORD_PROPERTY_NAMES] = {"propertyNames", KEYWORD_PROPERTY_NAMES, APPLICATOR,
	ARGUMENT_SCHEMA, ON_MAP, compile_schema, holds_property_names, NULL},
    [KEYWORD_PROPERTIES] = {"properties", KEYWORD_PROPERTIES, APPLICATOR, ARGUMENT_SCHEMA_MAP,
	ON_MAP, compile_members, holds_members, NULL},
    [KEYWORD_PATTERN_PROPERTIES] = {"patternProperties", KEYWORD_PROPERTIES, APPLICATOR,
	ARGUMENT_SCHEMA_MAP, ON_MAP, NULL, NULL, NULL},
    [KEYWORD_ADDITIONAL_PROPERTIES] = {"additionalProperties", KEYWORD_PROPERTIES, APPLICATOR,
	ARGUMENT_SCHEMA, ON_MAP, NULL, NULL, NULL},
    [KEYWORD_ITEMS] = {"items", KEYWORD_ITEMS, APPLICATOR, ARGUMENT_SCHEMA, ON_SEQ,
	compile_items, holds_items, NULL},
    [KEYWORD_PREFIX_ITEMS] = {"prefixItems", KEYWORD_ITEMS, APPLICATOR, ARGUMENT_SCHEMAS, ON_SEQ,
	NULL, NULL, NULL},
    [KEYWORD_CONTAINS] = {"contains", KEYWORD_CONTAINS, APPLICATOR, ARGUMENT_SCHEMA, ON_SEQ,
	compile_contains, holds_contains, explain_contains},
    [KEYWORD_MIN_CONTAINS] = {"minContains", KEYWORD_CONTAINS, VALIDATION, ARGUMENT_COUNT, ON_SEQ,
	NULL, NULL, NULL},
    [KEYWORD_MAX_CONTAINS] = {"maxContains", KEYWORD_CONTAINS, VALIDATION, ARGUMENT_COUNT, ON_SEQ,
	NULL, NULL, NULL},
    [KEYWORD_ALL_OF] = {"allOf", KEYWORD_ALL_OF, APPLICATOR, ARGUMENT_SCHEMAS, ON_ANY,
	compile_schemas, holds_all_of, NULL},
    [KEYWORD_ANY_OF] = {"anyOf", KEYWORD_ANY_OF, APPLICATOR, ARGUMENT_SCHEMAS, ON_ANY,
	compile_schemas, holds_any_of, explain_any_of},
    [KEYWORD_ONE_OF] = {"oneOf", KEYWORD_ONE_OF, APPLICATOR, ARGUMENT_SCHEMAS, ON_ANY,
	compile_schemas, holds_one_of, explain_one_of},
    [KEYWORD_NOT] = {"not", KEYWORD_NOT, APPLICATOR, ARGUMENT_SCHEMA, ON_ANY,
	compile_schema, holds_negation, explain_negation},
    [KEYWORD_IF] = {"if", KEYWORD_IF, APPLICATOR, ARGUMENT_SCHEMA, ON_ANY,
	compile_condition, holds_condition, NULL},
    [KEYWORD_THEN] = {"then", KEYWORD_IF, APPLICATOR, ARGUMENT_SCHEMA, ON_ANY, NULL, NULL, NULL},
    [KEYWORD_ELSE] = {"else", KEYWORD_IF, APPLICATOR, ARGUMENT_SCHEMA, ON_ANY, NULL, NULL, NULL},
    [KEYWORD_DEPENDENT_SCHEMAS] = {"dependentSchemas", KEYWORD_DEPENDENT_SCHEMAS, APPLICATOR,
	ARGUMENT_SCHEMA_MAP, ON_MAP, compile_dependents, holds_dependent_schemas, NULL},
    [KEYWORD_UNEVALUATED_ITEMS] = {"unevaluatedItems", KEYWORD_UNEVALUATED_ITEMS, UNEVALUATED,
	ARGUMENT_SCHEMA, ON_SEQ, compile_schema, holds_unevaluated, NULL},
    [KEYWORD_UNEVALUATED_PROPERTIES] = {"unevaluatedProperties", KEYWORD_UNEVALUATED_PROPERTIES,
	UNEVALUATED, ARGUMENT_SCHEMA, ON_MAP, compile_schema, holds_unevaluated, NULL},
    [KEYWORD_DEFS] = {"$defs", KEYWORD_DEFS, CORE, ARGUMENT_SCHEMA_MAP, ON_ANY, NULL, NULL, NULL},
    [KEYWORD_DEFINITIONS] = {"definitions", KEYWORD_DEFINITIONS, CORE, ARGUMENT_SCHEMA_MAP, ON_ANY,
	NULL, NULL, NULL}, /* what $defs was called before */
    [KEYWORD_CONTENT_SCHEMA] = {"contentSchema", KEYWORD_CONTENT_SCHEMA, VOCABULARY_CONTENT,
	ARGUMENT_SCHEMA, ON_STR, NULL, NULL, NULL},
    [KEYWORD_ID] = {"$id", KEYWORD_ID, CORE, ARGUMENT_STRING, ON_ANY, NULL, NULL, NULL},
    [KEYWORD_SCHEMA] = {"$schema", KEYWORD_SCHEMA, CORE, ARGUMENT_STRING, ON_ANY,
	NULL, NULL, NULL},
    [KEYWORD_ANCHOR] = {"$anchor", KEYWORD_ANCHOR, CORE, ARGUMENT_STRING, ON_ANY,
	NULL, NULL, NULL},
    [KEYWORD_DYNAMIC_ANCHOR] = {"$dynamicAnchor", KEYWORD_DYNAMIC_ANCHOR, CORE, ARGUMENT_STRING,
	ON_ANY, NULL, NULL, NULL},
    [KEYWORD_VOCABULARY] = {"$vocabulary", KEYWORD_VOCABULARY, CORE, ARGUMENT_MAP, ON_ANY,
	NULL, NULL, NULL},
};
/* clang-format on */

enum keyword_id
keyword_find(struct str name)
{
	for (int i = 0; i < KEYWORDS; i++)
		if (name.n && name.p[0] == keywords[i].name[0] && str_is(name, keywords[i].name))
			return (enum keyword_id)i;
	return KEYWORDS;
}
