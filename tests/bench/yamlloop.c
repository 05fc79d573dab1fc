/* yamlloop files|batch: a bare libyaml event loop, the floor for what parses YAML. It reads the files whose
 * paths stand on standard input, or there the output of `git cat-file --batch`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static char bytes[16 << 20];

static unsigned long
events(size_t size)
{
	yaml_parser_t parser;
	yaml_event_t event;
	unsigned long n = 0;
	int done = 0;

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

static unsigned long
events_of_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t size;

	if (!f)
		return 0;
	setvbuf(f, NULL, _IONBF, 0);
	size = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	return events(size);
}

int
main(int argc, char **argv)
{
	char line[4096];
	unsigned long n = 0;

	if (argc != 2)
		return 2;
	while (fgets(line, sizeof line, stdin)) {
		const char *size = strrchr(line, ' ');

		line[strcspn(line, "\n")] = '\0';
		if (strcmp(argv[1], "files") == 0)
			n += events_of_file(line);
		else if (size)
			n += events(fread(bytes, 1, (size_t)atol(size), stdin));
	}
	printf("%lu events\n", n);
	return 0;
}
