/* What the forms of a trace share; private to view_trace*.c. */
#ifndef VIEW_TRACE_PART_H
#define VIEW_TRACE_PART_H

#include "view_trace.h"

/* KIND:ID; p is NULL where r is. */
struct str view_trace_record(const struct view_trace *v, const struct record *r);

/* plan:ID#FOCUS */
struct str view_trace_focus(const struct view_trace *v, const struct trace_focus *f);

/* SKILL, or FRAMEWORK/SKILL where it has to be; p is NULL where the focus has none. */
struct str view_trace_skill(const struct view_trace *v, const struct trace_focus *f);

/* The day an action was done or dropped, else its due date. */
int32_t view_trace_day(const struct trace_action *action);

/* Symbol of who is to do it. */
uint32_t view_trace_owner(const struct trace_focus *f, const struct trace_action *action);

#endif
