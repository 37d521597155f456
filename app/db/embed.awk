# embed.awk: SQL files in, C out.  Used by the Makefile to put sql/ into the program.
#
#   awk -v want=queries.h    -f app/db/embed.awk sql/queries/*.sql      the enum of names
#   awk -v want=queries.c    -f app/db/embed.awk sql/queries/*.sql      the texts
#   awk -v want=migrations.c -f app/db/embed.awk sql/migrations/*.sql
#
# A query begins at `-- name: highlight_put` and ends at the next one.  Lines that hold
# only a comment are dropped from queries and kept in migrations.  A migration is named
# by its file (0004_highlights.sql) and by its first line, which must agree:
# `-- 0004: highlights. Oldest binary: 1.`  What does not fit stops the build.

function fail(message) {
	printf "%s:%d: %s\n", FILENAME, FNR, message > "/dev/stderr"
	failed = 1
	exit 1
}

# A line of SQL as a C string.  `?` is escaped because ISO C still reads trigraphs.
function quoted(line) {
	gsub(/\\/, "&&", line)
	gsub(/["?]/, "\\\\&", line)
	gsub(/\t/, "\\t", line)
	return "\t\"" line "\\n\"\n"
}

# The highest $n of a line, as far as it is higher than `most`.
function highest(line, most,    n) {
	sub(/--[^']*$/, "", line)
	while (match(line, /\$[0-9]+/)) {
		n = substr(line, RSTART + 1, RLENGTH - 1) + 0
		if (n > most)
			most = n
		line = substr(line, RSTART + RLENGTH)
	}
	return most
}

function begin_query(name) {
	if (name !~ /^[a-z][a-z0-9_]*$/)
		fail("a query's name is a C name in lower case, not `" name "`")
	if (name in seen)
		fail("the query " name " is here for the second time")
	seen[name] = 1
	names[++count] = name
	text[count] = ""
	params[count] = 0
}

function begin_migration(    file, head, version, name) {
	file = FILENAME
	sub(/^.*\//, "", file)
	head = $0
	version = substr(file, 1, 4)
	name = substr(file, 6)
	sub(/\.sql$/, "", name)
	if (file !~ /^[0-9][0-9][0-9][0-9]_[a-z0-9_]+\.sql$/)
		fail("a migration's file is named like 0004_highlights.sql")
	if (head !~ ("^-- " version ": .*Oldest binary: [0-9]+\\.$"))
		fail("the first line must be like `-- " version ": " name ". Oldest binary: 1.`")
	if (version + 0 != count + 1)
		fail("migrations are numbered from 0001 without gaps")
	sub(/^.*Oldest binary: /, "", head)
	sub(/\.$/, "", head)
	names[++count] = name
	oldest[count] = head + 0
	text[count] = ""
}

FNR == 1 {
	if (want == "migrations.c")
		begin_migration()
	else
		open = 0
}

want == "migrations.c" {
	text[count] = text[count] quoted($0)
	next
}

/^-- name: / {
	begin_query($3)
	open = 1
	next
}

/^[ \t]*(--.*)?$/ { next }

!open { fail("SQL before the first `-- name:`") }

{
	params[count] = highest($0, params[count])
	sub(/;[ \t]*$/, "")
	text[count] = text[count] quoted($0)
}

function print_header(    i) {
	print "#ifndef GEN_QUERIES_H"
	print "#define GEN_QUERIES_H\n"
	print "enum query {"
	for (i = 1; i <= count; i++)
		printf "\tQ_%s,\n", toupper(names[i])
	print "\tQUERY_COUNT"
	print "};\n\n#endif"
}

# SQL is longer than the 4095 bytes that ISO C promises for a literal; gcc and clang take it.
function print_source(more) {
	printf "#include \"db/query.h\"\n%s\n", more
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
}

function print_queries(    i) {
	print_source("#include \"queries.h\"\n")
	print "const struct query_text queries[QUERY_COUNT] = {"
	for (i = 1; i <= count; i++)
		printf "\t{ \"%s\",\n%s\t, %d },\n", names[i], text[i], params[i]
	print "};"
}

function print_migrations(    i) {
	print_source("")
	print "const struct migration migrations[] = {"
	for (i = 1; i <= count; i++)
		printf "\t{ %d, \"%s\", %d,\n%s\t},\n", i, names[i], oldest[i], text[i]
	print "};"
	printf "\nconst int migration_count = %d;\n", count
}

END {
	if (failed)
		exit 1
	print "/* Made from sql/ by app/db/embed.awk. */"
	if (want == "queries.h")
		print_header()
	else if (want == "queries.c")
		print_queries()
	else
		print_migrations()
}
