#include "answer.h"

#include "feedback.h"

static bool
has_declined(const struct request *q, uint32_t asked, int32_t as_of)
{
	for (uint32_t i = 0; i < q->declined.n; i++)
		if (q->declined.p[i].key == asked)
			return !(q->declined.p[i].number > as_of);
	return false;
}

enum answer
answer_of(const struct request *q, uint32_t asked, const struct record_list *feedback,
    int32_t as_of)
{
	for (size_t i = 0; i < feedback->n; i++) {
		const struct feedback *f = (const struct feedback *)feedback->p[i];

		if (f->from == asked && f->date <= as_of &&
		    (f->request == q->record.id || (q->cycle && f->cycle == q->cycle)))
			return ANSWER_GIVEN;
	}
	return has_declined(q, asked, as_of) ? ANSWER_DECLINED : ANSWER_MISSING;
}
