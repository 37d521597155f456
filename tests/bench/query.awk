# query.awk: one query out of sql/queries, its parameters replaced by what is given.
#
#	name=statement_get values=':id' awk -f query.awk sql/queries/*.sql
#
# values: one for each parameter, with ; between them.  From the environment, since -v
# would take backslashes away.

/^-- name: / { wanted = $3 == ENVIRON["name"]; next }
/^--/ { next }
wanted && NF { text = text $0 "\n" }

END {
	count = split(ENVIRON["values"], value, ";")
	while (match(text, /\$[0-9]+/)) {
		number = substr(text, RSTART + 1, RLENGTH - 1) + 0
		if (number > count)
			exit 1
		done = done substr(text, 1, RSTART - 1) value[number]
		text = substr(text, RSTART + RLENGTH)
	}
	if (done text == "")
		exit 1
	printf "%s", done text
}
