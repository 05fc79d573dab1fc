/* Who is to be asked, who is asked and who has answered as output: tables, and JSON. */
#ifndef VIEW_ASKING_H
#define VIEW_ASKING_H

#include "grid.h"
#include "rota.h"

struct view_asking {
	struct arena *arena; /* for texts */
	const struct repo *repo;
	const struct cycle *cycle;
	const struct asking *asking;
	const struct rota *rota; /* of a plan */
	int32_t as_of;
	struct grid_style style; /* text */
};

/* Per person and group how many were asked, answered, declined and are missing; then whom to
 * remind about whom, with the day by which an answer was asked for. */
void view_asking_text(struct out *o, const struct view_asking *v);
void view_asking_json(struct out *o, const struct view_asking *v);

/* Whom to ask about whom, a row for each; then where fewer can be asked than are wanted. */
void view_asking_plan_text(struct out *o, const struct view_asking *v);
void view_asking_plan_json(struct out *o, const struct view_asking *v);

#endif
