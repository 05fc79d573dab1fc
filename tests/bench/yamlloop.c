/* yamlloop FILE...|-: a bare libyaml event loop over files (paths on standard input with "-"): the
 * floor that whet-check is measured against. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static char bytes[16 << 20];

static unsigned long
events(const char *path)
{
	FILE *f = fopen(path, "rb");
	yaml_parser_t parser;
	yaml_event_t event;
	unsigned long n = 0;
	size_t size;
	int done = 0;

	if (!f)
		return 0;
	setvbuf(f, NULL, _IONBF, 0);
	size = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (unsigned char *)bytes, size);
	while (!done && yaml_parser_parse(&parser, &event)) {
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		n++;
	}
	yaml_parser_delete(&parser);
	return n;
}

int
main(int argc, char **argv)
{
	char path[4096];
	unsigned long n = 0;

	for (int i = 1; i < argc && strcmp(argv[1], "-") != 0; i++)
		n += events(argv[i]);
	while (argc == 2 && strcmp(argv[1], "-") == 0 && fgets(path, sizeof path, stdin)) {
		path[strcspn(path, "\n")] = '\0';
		n += events(path);
	}
	printf("%lu events\n", n);
	return 0;
}
