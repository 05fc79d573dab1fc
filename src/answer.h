/* answer: what became of asking somebody for feedback. */
#ifndef ANSWER_H
#define ANSWER_H

#include "links.h"
#include "request.h"

enum answer {
	ANSWER_MISSING,
	ANSWER_DECLINED,
	ANSWER_GIVEN,
};

/* What one of those asked (symbol of a person) has done by a day. feedback is what there is about the
 * person whom the request is about: an answer to it names the request, or the request's cycle. */
enum answer answer_of(const struct request *q, uint32_t asked, const struct record_list *feedback,
    int32_t as_of);

#endif
