#include "tree.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_parser(yaml_parse, data, size);
	return 0;
}
