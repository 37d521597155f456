# Postil.  `make help` lists what can be made; `make run` needs nothing else.

CC        = gcc
CLANG     = clang
BUILD     = build
GEN       = $(BUILD)/gen
LINT      = $(BUILD)/lint

WARNINGS  = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes -Wvla -Wformat-security -Werror
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	    -fstack-clash-protection -fPIE
SANITIZE  = -fsanitize=address,undefined -fno-sanitize-recover=undefined
PACKAGES  = libpq json-c libsodium

# Looked up once, and only when something is compiled: `make deps` may have to come first.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)

BASE_CFLAGS    = -std=c17 -D_GNU_SOURCE -Iinclude -I$(GEN) $(WARNINGS) $(PKG_CFLAGS:-I%=-isystem%) -g
RELEASE_CFLAGS = $(BASE_CFLAGS) -O2 $(HARDENING)
ASAN_CFLAGS    = $(BASE_CFLAGS) -Itests -O1 -fno-omit-frame-pointer $(SANITIZE)
FUZZ_CFLAGS    = $(ASAN_CFLAGS) -fsanitize=fuzzer-no-link
LDFLAGS        = -pie -Wl,-z,relro,-z,now,-z,noexecstack
LIBS           = $(PKG_LIBS)

SOURCES   := app/main.c $(sort $(wildcard app/*/*.c)) $(GEN)/queries.c $(GEN)/migrations.c
MIGRATIONS := $(sort $(wildcard sql/migrations/*.sql))
SUPPORT   := $(sort $(wildcard tests/support/*.c))
TESTS     := $(sort $(wildcard tests/*/*_test.c))
FUZZERS   := $(sort $(wildcard tests/fuzz/*_fuzz.c))
OBJECTS   := $(SOURCES:%.c=$(BUILD)/obj/%.o)
ASAN_OBJECTS  := $(SOURCES:%.c=$(BUILD)/asan/obj/%.o)
TESTED    := $(filter-out %/app/main.o,$(ASAN_OBJECTS)) $(SUPPORT:%.c=$(BUILD)/asan/obj/%.o)
TESTED_ALL := $(BUILD)/asan/tested.a
TEST_OBJECTS  := $(TESTS:%.c=$(BUILD)/asan/obj/%.o)
TEST_PROGRAMS := $(TESTS:%.c=$(BUILD)/asan/%) $(FUZZERS:%.c=$(BUILD)/asan/%)
FUZZED    := $(filter-out app/main.c,$(SOURCES)) tests/support/memory.c
CHECKED   := $(SOURCES) $(SUPPORT) $(TESTS) $(FUZZERS) tests/fuzz/replay.c
OWN       := $(filter-out $(GEN)/%,$(CHECKED))
VENDOR    := static/vendor/.made

# The goals that begin on a bare machine fetch its packages before anything is compiled.
FIRST     := $(if $(filter run test faults fuzz bench,$(MAKECMDGOALS)),deps)

.PHONY: all build asan tests vendor deps run test faults fuzz bench clean help \
	lint layers lint-gcc lint-clang lint-tidy lint-cppcheck lint-tsc lint-format
.DELETE_ON_ERROR:
.SECONDARY:

all: build				## the program and the front-end libraries (default)

help:					## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

build: $(BUILD)/postil vendor

asan: $(BUILD)/asan/postil

tests: $(TEST_PROGRAMS)

deps:					## install the Debian packages that are missing
	@app/run/deps $(filter test bench fuzz,$(MAKECMDGOALS))

run: build $(FIRST)			## start everything on http://127.0.0.1:8080 (POSTIL_PORT, POSTIL_VAR)
	@exec app/run/up

test: $(FIRST)				## run lint and all tests
	@exec node tests/support/run.mjs

faults: build asan $(BUILD)/asan/next/postil $(FIRST)	## kill everything under load, count what is lost (FAULTS, SECONDS, SEED)
	@exec tests/faults/run

bench: build $(FIRST)			## measure reading, saving, exporting and the desk (BENCH=desk: that alone)
	@exec tests/bench/run $(BENCH)

# Each harness of its own, one after the other; finds and corpus are kept under var/fuzz.
fuzz: $(FIRST) $(FUZZERS:tests/%.c=$(BUILD)/fuzz/%)	## fuzz all parsers for SECONDS each, or FUZZ=name
	@exec tests/fuzz/run "$(or $(SECONDS),60)" $(FUZZ)

clean:					## remove what was built, keep the data under var/
	rm -rf $(BUILD) static/vendor static/node_modules

# --- the program -----------------------------------------------------------------------

$(BUILD)/postil: $(OBJECTS)
	@echo "  link   $@"
	@$(CC) $(RELEASE_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/asan/postil: $(ASAN_OBJECTS)
	@echo "  link   $@"
	@$(CC) $(ASAN_CFLAGS) -o $@ $^ $(LIBS)

# One file, of which each test takes what it needs: linking all of it takes twice the time.
$(TESTED_ALL): $(TESTED)
	@echo "  ar     $@"
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/asan/%_test: $(BUILD)/asan/obj/%_test.o $(TESTED_ALL)
	@mkdir -p $(@D)
	@echo "  link   $@"
	@$(CC) $(ASAN_CFLAGS) -o $@ $^ $(LIBS) -lcmocka

$(BUILD)/asan/tests/fuzz/%_fuzz: $(BUILD)/asan/obj/tests/fuzz/%_fuzz.o \
		$(BUILD)/asan/obj/tests/fuzz/replay.o $(TESTED_ALL)
	@mkdir -p $(@D)
	@echo "  link   $@"
	@$(CC) $(ASAN_CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/fuzz/fuzz/%_fuzz: $(BUILD)/fuzz/obj/tests/fuzz/%_fuzz.o $(FUZZED:%.c=$(BUILD)/fuzz/obj/%.o)
	@mkdir -p $(@D)
	@echo "  link   $@"
	@$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(BUILD)/fuzz/obj/%.o: %.c Makefile | $(GEN)/queries.h $(FIRST)
	@mkdir -p $(@D)
	@echo "  fuzz   $<"
	@$(CLANG) $(FUZZ_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/%.o: %.c Makefile | $(GEN)/queries.h $(FIRST)
	@mkdir -p $(@D)
	@echo "  cc     $<"
	@$(CC) $(RELEASE_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/asan/obj/%.o: %.c Makefile | $(GEN)/queries.h $(FIRST)
	@mkdir -p $(@D)
	@echo "  asan   $<"
	@$(CC) $(ASAN_CFLAGS) -MMD -MP -c -o $@ $<

$(GEN)/queries.h $(GEN)/queries.c: app/db/embed.awk $(wildcard sql/queries sql/queries/*.sql)
	@mkdir -p $(@D)
	@echo "  embed  $@"
	@awk -v want=$(@F) -f $< $(sort $(filter %.sql,$^)) </dev/null >$@

$(GEN)/migrations.c: app/db/embed.awk sql/migrations $(MIGRATIONS)
	@mkdir -p $(@D)
	@echo "  embed  $@"
	@awk -v want=$(@F) -f $< $(sort $(filter %.sql,$^)) </dev/null >$@

# The program as it might be next, with one migration more: `make faults` deploys it.
NEXT_NUMBER = $(shell printf '%04d' $$(($(words $(MIGRATIONS)) + 1)))

$(BUILD)/next/migrations.c: app/db/embed.awk tests/faults/next.sql sql/migrations $(MIGRATIONS)
	@mkdir -p $(@D)
	@echo "  embed  $@"
	@sed 's/NEXT/$(NEXT_NUMBER)/; s/OURS/$(words $(MIGRATIONS))/' tests/faults/next.sql \
		>$(@D)/$(NEXT_NUMBER)_next.sql
	@awk -v want=$(@F) -f $< $(MIGRATIONS) $(@D)/$(NEXT_NUMBER)_next.sql </dev/null >$@

$(BUILD)/next/postil: $(OBJECTS:%/gen/migrations.o=%/next/migrations.o)
	@echo "  link   $@"
	@$(CC) $(RELEASE_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/asan/next/postil: $(ASAN_OBJECTS:%/gen/migrations.o=%/next/migrations.o)
	@mkdir -p $(@D)
	@echo "  link   $@"
	@$(CC) $(ASAN_CFLAGS) -o $@ $^ $(LIBS)

-include $(patsubst %.c,$(BUILD)/obj/%.d,$(SOURCES))
-include $(patsubst %.c,$(BUILD)/asan/obj/%.d,$(CHECKED))
-include $(patsubst %.c,$(BUILD)/fuzz/obj/%.d,$(CHECKED))
-include $(patsubst %.c,$(LINT)/%.d,$(CHECKED))

# --- the front end's libraries ---------------------------------------------------------

vendor: $(VENDOR)

$(VENDOR): static/package.json static/package-lock.json app/run/vendor | $(FIRST)
	app/run/vendor

# --- lint ------------------------------------------------------------------------------

lint: layers lint-gcc lint-clang lint-tidy lint-cppcheck lint-tsc	## check the code without running it

lint-gcc: build asan tests

lint-clang: $(CHECKED:%.c=$(LINT)/%.clang)

lint-tidy: $(patsubst %.c,$(LINT)/%.tidy,$(filter app/%,$(OWN)))

# clang has said all that it has to say before it makes any code.
$(LINT)/%.clang: %.c Makefile | $(GEN)/queries.h $(FIRST)
	@mkdir -p $(@D)
	@echo "  clang  $<"
	@$(CLANG) $(BASE_CFLAGS) -Itests -O1 -fsyntax-only -MMD -MP -MT $@ -MF $(@:.clang=.d) $<
	@touch $@

$(LINT)/%.tidy: %.c $(LINT)/%.clang .clang-tidy
	@echo "  tidy   $<"
	@clang-tidy --quiet --warnings-as-errors='*' $< -- $(BASE_CFLAGS) -Itests 2>/dev/null
	@touch $@

lint-cppcheck: $(LINT)/cppcheck.done

# autoVariables: a request borrows what lives on its caller's stack.  varFuncNullUB: NULL is
# a pointer here.  readdirCalled: no threads.  identicalInnerCondition: mistakes a loop's
# condition on *p for the value of *p after a comparison.
CPPCHECK = --quiet --std=c17 --language=c --error-exitcode=1 --inline-suppr \
	   --enable=warning,performance,portability --suppress=missingIncludeSystem \
	   --suppress=autoVariables --suppress=varFuncNullUB --suppress=readdirCalled \
	   --suppress=identicalInnerCondition
$(LINT)/cppcheck.done: $(CHECKED) $(wildcard include/*/*.h tests/*/*.h app/*/*.h)
	@mkdir -p $(LINT)/cppcheck
	@echo "  cppcheck"
	@cppcheck $(CPPCHECK) --cppcheck-build-dir=$(LINT)/cppcheck -D_GNU_SOURCE \
		-Iinclude -I$(GEN) -Itests $(OWN)
	@touch $@

lint-tsc: vendor
	static/node_modules/.bin/tsc --project static

# Who may include whom: design section 3.  Each line names what a folder must not know,
# or what may stand in one place only.  Lists are wildcards with /dev/null: grep must neither
# read stdin nor stumble over a name that is not there, which would look like no match.
C_FILES   = $(wildcard app/*.c app/*/*.c include/*/*.h)
JS_FILES  = $(filter-out static/js/text/%,$(wildcard static/js/*.js static/js/*/*.js))
CODE      = app include sql static/css static/i18n static/js static/pages
TOP       = (app|include|sql|static|tests|LICENSE|Makefile|README\.md|nginx\.conf\.example)
FORBID    = @! grep -snE
layers:
	$(FORBID) '#include "(text|format|db|store|task|http|web|cli)/' $(wildcard app/base/*.c include/base/*.h) /dev/null
	$(FORBID) '#include "(format|db|store|task|http|web|cli)/' $(wildcard app/text/*.c include/text/*.h) /dev/null
	$(FORBID) '#include "(db|store|task|http|web|cli)/' $(wildcard app/format/*.c include/format/*.h) /dev/null
	$(FORBID) '#include "(text|format|store|task|http|web|cli)/' $(wildcard app/db/*.c include/db/*.h) /dev/null
	$(FORBID) '#include "(text|format|task|http|web|cli)/' $(wildcard app/store/*.c include/store/*.h) /dev/null
	$(FORBID) '#include "(http|web|cli)/' $(wildcard app/task/*.c include/task/*.h) /dev/null
	$(FORBID) '#include "(text|format|db|store|task|web|cli)/' $(wildcard app/http/*.c include/http/*.h) /dev/null
	$(FORBID) '#include "cli/' $(wildcard app/web/*.c include/web/*.h) /dev/null
	$(FORBID) 'libpq-fe' $(filter-out app/db/%,$(C_FILES)) /dev/null
	$(FORBID) '<f(ast)?cgi' $(filter-out app/http/%,$(C_FILES)) /dev/null
	$(FORBID) '\<getenv\(' $(filter-out app/base/config.c app/cli/cli.c,$(C_FILES)) /dev/null
	$(FORBID) '"[^"]*\<(SELECT .* FROM|INSERT INTO|UPDATE .* SET|DELETE FROM)\>' $(filter-out app/db/%,$(C_FILES)) /dev/null
	$(FORBID) '"<(!DOCTYPE|a|body|div|head|html|p|script|span)\>' $(C_FILES) /dev/null
	$(FORBID) '\<free\(|goto ' $(wildcard app/store/*.c app/web/*.c) /dev/null
	$(FORBID) 'typedef (struct|union|enum)[^(]*[;{]' $(C_FILES) /dev/null
	$(FORBID) -iw 'offset' $(wildcard sql/queries/*.sql) /dev/null
	$(FORBID) 'codePointAt|charCodeAt|fromCodePoint|fromCharCode' $(JS_FILES) /dev/null
	$(FORBID) -r 'innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write' static/js static/pages
	$(FORBID) -r 'importmap|(^| )(style|on[a-z]+)="' static/js static/pages
	$(FORBID) -rw 'TODO|FIXME|XXX|HACK' $(CODE) tests
	$(FORBID) -i 'registry\.|"resolved"' static/package-lock.json static/.npmrc
	@! git ls-files 2>/dev/null | grep -vE '^($(TOP)(/|$$)|\.[^/])'
	@! find $(CODE) tests -type f -not -name '*.json' -not -name '*.yaml' 2>/dev/null \
		| xargs awk 'FNR == 401 { print FILENAME ": over 400 lines" }' | grep .
