#include "sha256.h"

#include "tap.h"

static struct arena arena;

static void
is_digest(struct str bytes, const char *want, const char *name)
{
	struct str got = sha256_text(&arena, bytes);

	if (!ok(str_is(got, want), "%s", name))
		note("got %.*s", SV(got));
}

/* The examples of FIPS 180-4 and its lengths around the end of a block. */
int
main(void)
{
	char many[1000];

	memset(many, 'a', sizeof many);
	is_digest(S(""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	    "nothing");
	is_digest(S("abc"),
	    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "one block");
	is_digest(S("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	    "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
	    "two blocks");
	is_digest((struct str){many, 55},
	    "sha256:9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318", "55 bytes");
	is_digest((struct str){many, 56},
	    "sha256:b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a", "56 bytes");
	is_digest((struct str){many, 63},
	    "sha256:7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34", "63 bytes");
	is_digest((struct str){many, 64},
	    "sha256:ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb", "64 bytes");
	is_digest((struct str){many, 65},
	    "sha256:635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0", "65 bytes");
	is_digest((struct str){many, 119},
	    "sha256:31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb", "119 bytes");
	is_digest((struct str){many, 120},
	    "sha256:2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c", "120 bytes");
	is_digest((struct str){many, 1000},
	    "sha256:41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3",
	    "1000 bytes");
	arena_free(&arena);
	return done();
}
