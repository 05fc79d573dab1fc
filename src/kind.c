#include "kind.h"

#include "acknowledgement.h"
#include "checkin.h"
#include "cycle.h"
#include "feedback.h"
#include "framework.h"
#include "goal.h"
#include "journal.h"
#include "note.h"
#include "opportunity.h"
#include "person.h"
#include "plan.h"
#include "request.h"
#include "results.h"
#include "review.h"
#include "team.h"
#include "workspace.h"

const char *const audience_words[] = {"self", "pair", "team", "organisation", NULL};

const struct kind_row kinds[KINDS] = {
    [KIND_NONE] = {"", "", NULL},
    [KIND_PERSON] = {"person", "people", &person_table},
    [KIND_TEAM] = {"team", "teams", &team_table},
    [KIND_FRAMEWORK] = {"framework", "frameworks", &framework_table},
    [KIND_OPPORTUNITY] = {"opportunity", "opportunities", &opportunity_table},
    [KIND_GOAL] = {"goal", "goals", &goal_table},
    [KIND_CHECKIN] = {"checkin", "checkins", &checkin_table},
    [KIND_PLAN] = {"plan", "plans", &plan_table},
    [KIND_JOURNAL] = {"journal", "journal", &journal_table},
    [KIND_NOTE] = {"note", "notes", &note_table},
    [KIND_FEEDBACK] = {"feedback", "feedback", &feedback_table},
    [KIND_REQUEST] = {"request", "requests", &request_table},
    [KIND_CYCLE] = {"cycle", "cycles", &cycle_table},
    [KIND_RESULTS] = {"results", "results", &results_table},
    [KIND_REVIEW] = {"review", "reviews", &review_table},
    [KIND_ACKNOWLEDGEMENT] = {"acknowledgement", "acknowledgements", &acknowledgement_table},
    [KIND_WORKSPACE] = {"workspace", "", &workspace_table},
};

enum kind
kind_of(struct str name)
{
	for (int kind = KIND_NONE + 1; kind < KINDS; kind++)
		if (str_is(name, kinds[kind].name))
			return (enum kind)kind;
	return KIND_NONE;
}

struct str
kind_name(enum kind kind)
{
	return str_of(kinds[kind].name);
}
