#include "embed.h"

struct str
embed_find(struct str name)
{
	for (size_t i = 0; i < n_embeds; i++)
		if (str_is(name, embeds[i].name))
			return (struct str){embeds[i].data, embeds[i].size};
	return (struct str){NULL, 0};
}
