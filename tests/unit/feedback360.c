#include "feedback360.h"

#include <math.h>

#include "tap.h"

static void
is_class(double expected, double self, double others, enum feedback360_class want)
{
	enum feedback360_class got = feedback360_class_of(expected, self, others, 0.5);

	if (!ok(got == want, "expected %g, self %g, others %g", expected, self, others))
		note("got class %d for %d", (int)got, (int)want);
}

static void
test_classes(void)
{
	is_class(3, 4, 2, CLASS_BLIND_SPOT);
	is_class(3, 3, 2.5, CLASS_BLIND_SPOT);
	is_class(3, 3, 2.6, CLASS_NEED);
	is_class(3, 2.9, 2, CLASS_NEED);
	is_class(3, 3, 3 - 1e-12, CLASS_STRENGTH);
	is_class(3, 2.5, 3, CLASS_HIDDEN_STRENGTH);
	is_class(3, 2.6, 3, CLASS_STRENGTH);
	is_class(3, 3, 4, CLASS_STRENGTH);
	is_class(3, NAN, 2, CLASS_NEED);
	is_class(3, NAN, 3, CLASS_STRENGTH);
	is_class(3, 4, NAN, CLASS_NONE);
	is_class(NAN, 4, 2, CLASS_NONE);
	is_class(0.3, 0.1 + 0.7, 0.1 + 0.2, CLASS_STRENGTH);
	ok(feedback360_class_of(0.3, 0.3, 0.1 + 0.1, 0.1) == CLASS_BLIND_SPOT,
	    "a gap of 0.1 is one of 0.1");
}

static void
test_agreement(void)
{
	static const double same[] = {3, 3, 3}, ends[] = {1, 1, 4, 4}, mixed[] = {2, 2, 2, 2, 3};

	is_num(feedback360_agreement(same, 3, 1, 4), 1, "all say the same");
	is_num(feedback360_agreement(same, 1, 1, 4), 1, "so does one alone");
	is_num(feedback360_agreement(ends, 4, 1, 4), 0, "half of them at either end");
	is_num(feedback360_agreement(mixed, 5, 1, 4), 1 - 0.4 / 1.5, "between them");
	ok(isnan(feedback360_agreement(same, 0, 1, 4)), "nobody says anything");
	ok(isnan(feedback360_agreement(same, 3, NAN, NAN)), "no scale");
}

int
main(void)
{
	test_classes();
	test_agreement();
	return done();
}
