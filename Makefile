# whet: build, tests, checks (GNU make).
#
#   make                 the tools, in bin/
#   make check           unit tests, cases, fuzz corpora; T=TEST... only those, UPDATE=1 writes what
#                        cases print as what they should print
#   make conformance     the official JSON Schema test suite, passed and failed by file and in all
#   make lint            layers, docs against rules, format, static analysis, manuals, scripts
#   make deps            install what build, check and demo need; deps-dev: lint, fuzzing and bench
#   make demo fuzz bench install clean
#
# CC and SAN (address,undefined or thread) choose the variant; each is built in its own folder
# build/VARIANT. The plain one also appears in bin/. WERROR=1 makes warnings errors.

PREFIX ?= /usr/local
SAN ?=
WERROR ?= $(CI)
FUZZ_SECONDS ?= 60

CFLAGS ?= $(if $(SAN),-O1,-O2) -g
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla
LIBS = yaml-0.1 libgit2 libcmark libpcre2-8

empty :=
space := $(empty) $(empty)
VARIANT := $(subst /,-,$(subst $(space),-,$(strip $(CC))))$(SAN:%=-%)
B := build/$(VARIANT)
LIB := $(B)/libwhet.a

# -iquote, for src/yaml.h and src/glob.h are not the <yaml.h> and <glob.h> of the system.
INCLUDE = -iquote src

# pkg-config is asked when the first recipe needs it, and only once: `make deps all` installs it first.
LIB_CFLAGS = $(eval LIB_CFLAGS := $$(shell pkg-config --cflags $(LIBS)))$(LIB_CFLAGS)
LIB_LDLIBS = $(eval LIB_LDLIBS := $$(shell pkg-config --libs $(LIBS)))$(LIB_LDLIBS)

sanitize := $(SAN:%=-fsanitize=% -fno-sanitize-recover=all -fno-omit-frame-pointer)
cppflags = -D_XOPEN_SOURCE=700 $(INCLUDE) $(if $(findstring address,$(SAN)),-DARENA_MALLOC=1) \
	$(CPPFLAGS) $(LIB_CFLAGS)
cflags = -std=c17 -pthread $(WARN) $(if $(filter-out 0,$(WERROR)),-Werror) $(sanitize) $(CFLAGS)
COMPILE = $(CC) $(cppflags) $(cflags) -MMD -MP
LINK = $(CC) -pthread $(sanitize) $(CFLAGS) $(LDFLAGS)
LDLIBS = -lm

MODULES := $(wildcard src/*.c)
TOOLS := $(patsubst src/cmd/%.c,%,$(wildcard src/cmd/whet-*.c))
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,%,$(filter-out %/replay.c %/drive.c,$(wildcard tests/fuzz/*.c)))
BENCH := $(patsubst tests/bench/%.c,build/bench-%,$(wildcard tests/bench/*.c))
EMBEDS := $(sort $(wildcard schemas/*.json src/rules/*.txt) \
	$(shell find src/templates examples/team examples/solo -type f 2>/dev/null))
MAN := $(wildcard man/*.[1-8])
C_FILES := $(wildcard src/*.c src/cmd/*.c tests/unit/*.c tests/fuzz/*.c tests/prose/*.c tests/bench/*.c)
H_FILES := $(wildcard src/*.h tests/*/*.h)
SH_FILES := bin/whet src/deps src/demo src/embed-gen src/rules/manual .ci/run \
	tests/run tests/suite tests/tap $(wildcard examples/ci/*.sh tests/lint/* tests/bin/* tests/*/*.t tests/*/*.sh tests/bench/run tests/bench/instructions)

OBJS := $(MODULES:src/%.c=$(B)/%.o) $(B)/embeds.o $(B)/sources.o
BINS := $(TOOLS:%=$(B)/bin/%) $(B)/bin/whet

# Where `deps` is asked for together with something else, it comes first.
FIRST := $(filter deps deps-dev,$(MAKECMDGOALS))

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all check conformance fuzz bench demo install clean deps deps-dev lint

all: $(BINS)
ifeq ($(VARIANT),cc)
all: $(TOOLS:%=bin/%)
endif

$(B)/%.o: src/%.c | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

$(B)/embeds.o $(B)/sources.o: %.o: %.c | $(FIRST)
	$(COMPILE) -c -o $@ $<

# The folders are prerequisites because a file removed from one changes them.
$(B)/embeds.c: src/embed-gen $(EMBEDS) $(sort $(dir $(EMBEDS)))
	@mkdir -p $(@D)
	src/embed-gen $(EMBEDS) >$@

# What a run leaves for the next one holds for a whet of the same sources.
$(B)/sources.c: $(MODULES) $(wildcard src/*.h) $(EMBEDS)
	@mkdir -p $(@D)
	@set -- $$(cat $(sort $^) | cksum) && \
		printf '#include "version.h"\n\nconst char whet_sources[] = "%s %s";\n' "$$1" "$$2" >$@

$(LIB): $(OBJS)
	@rm -f $@
	$(AR) rcs $@ $(OBJS)

$(TOOLS:%=$(B)/bin/%): $(B)/bin/%: $(B)/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LIB_LDLIBS) $(LDLIBS)

$(B)/bin/whet: bin/whet
	@mkdir -p $(@D)
	cp $< $@

$(TOOLS:%=bin/%): bin/%: $(B)/bin/%
	@ln -f $< $@ 2>/dev/null || cp -f $< $@

$(B)/unit/%: tests/unit/%.c $(LIB) | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< $(LIB) $(LIB_LDLIBS) $(LDLIBS)

build/bench-%: tests/bench/%.c $(LIB) | $(FIRST)
	$(COMPILE) $(LDFLAGS) -o $@ $< $(LIB) $(LIB_LDLIBS) $(LDLIBS)

# A fuzz target is LLVMFuzzerTestOneInput in tests/fuzz/NAME.c with tests/fuzz/corpus/NAME beside it.
# `make check` links it with replay.c, which runs the corpus; `make fuzz` with libFuzzer, or with drive.c.
fuzz_main = $(if $(findstring fuzzer,$(SAN)),,tests/fuzz/replay.c)
$(FUZZ:%=$(B)/fuzz/%): $(B)/fuzz/%: tests/fuzz/%.c $(wildcard tests/fuzz/replay.c) $(LIB) | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< $(fuzz_main) $(LIB) $(LIB_LDLIBS) $(LDLIBS)

$(FUZZ:%=$(B)/drive/%): $(B)/drive/%: tests/fuzz/%.c tests/fuzz/drive.c $(LIB) | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< tests/fuzz/drive.c $(LIB) $(LIB_LDLIBS) $(LDLIBS)

$(B)/prose/%: tests/prose/%.c $(LIB) | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) $(LDFLAGS) -o $@ $< $(LIB) $(LIB_LDLIBS) $(LDLIBS)

check: all $(UNIT) $(FUZZ:%=$(B)/fuzz/%) $(B)/drive/yaml $(B)/prose/filter
	@SAN='$(SAN)' tests/suite $(B) $(T)

conformance: $(B)/unit/conformance
	@WHET_TEST_DATA="$${WHET_TEST_DATA-../shared/data}" $(B)/unit/conformance

# By libFuzzer where the compiler has it: the one that is named, else clang. FUZZ_SEED is drive's.
FUZZ_CC = $(if $(filter command,$(origin CC)),$(CC),clang)
FUZZ_SEED ?= $(shell date +%s)
fuzz: | $(FIRST)
	@mkdir -p build
	@if echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | \
		$(FUZZ_CC) -fsanitize=fuzzer -x c -o build/fuzzer - 2>/dev/null; then \
		$(MAKE) CC='$(FUZZ_CC)' SAN=fuzzer,address,undefined fuzz-run; \
	else \
		$(MAKE) CC='$(CC)' SAN=address,undefined fuzz-drive; \
	fi

fuzz-run: $(FUZZ:%=$(B)/fuzz/%)
	@for f in $(FUZZ); do \
		mkdir -p build/corpus/$$f; \
		$(B)/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -timeout=20 -artifact_prefix=build/corpus/$$f- \
			build/corpus/$$f tests/fuzz/corpus/$$f || exit 1; \
	done

fuzz-drive: $(FUZZ:%=$(B)/drive/%)
	@mkdir -p build/corpus
	@for f in $(FUZZ); do \
		$(B)/drive/$$f $(FUZZ_SECONDS) $(FUZZ_SEED) build/corpus/$$f-last tests/fuzz/corpus/$$f || exit 1; \
	done

bench: all $(BENCH)
	src/deps peers
	tests/bench/run $(B)

demo: all
	src/demo $(B)/bin build/demo

install: all
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin share/whet/schemas $(addprefix share/man/,man1 man5 man7))
	install -m 755 $(BINS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(wildcard schemas/*) $(DESTDIR)$(PREFIX)/share/whet/schemas
	for m in $(MAN); do install -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/man$${m##*.} || exit 1; done

clean:
	rm -rf build bin/whet-*

deps:
	src/deps build

deps-dev: | $(filter deps,$(FIRST))
	src/deps dev

# Lint: one target per check, so that `make -k lint` says all there is to say.
LINT := layers rules format tidy cppcheck man sh
.PHONY: fuzz-run fuzz-drive $(LINT:%=lint-%)
lint: $(LINT:%=lint-%)
$(LINT:%=lint-%): | $(FIRST)

lint-layers:
	tests/lint/layers src

lint-rules: $(B)/bin/whet-check $(B)/bin/whet-audit
	src/rules/manual | diff man/whet-rules.5 -
	tests/lint/rules $(B)/bin

lint-format:
	clang-format --dry-run -Werror $(C_FILES) $(H_FILES)

# How many states of a function the analyzer looks at: all that it does by default take five times as long.
TIDY := -Xclang -analyzer-config -Xclang max-nodes=40000
lint-tidy:
	printf '%s\n' $(filter src/%,$(C_FILES)) | \
		xargs -n 1 -P 2 sh -c 'clang-tidy --quiet "$$@" -- $(cppflags) -std=c17 $(TIDY)' tidy

lint-cppcheck:
	cppcheck -j 2 --quiet --std=c11 --error-exitcode=1 --enable=warning,portability \
		--suppress=internalAstError --suppress=ctuuninitvar -D_XOPEN_SOURCE=700 -Isrc src

lint-man:
	mandoc -Tlint -W warning $(MAN)

lint-sh:
	shellcheck $(SH_FILES)

-include $(OBJS:.o=.d) $(TOOLS:%=$(B)/cmd/%.d) $(UNIT:=.d) $(FUZZ:%=$(B)/fuzz/%.d) $(BENCH:=.d)
