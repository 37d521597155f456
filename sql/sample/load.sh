#!/bin/sh
# load.sh: makes the project `sample`, «Four harbours», for the account admin.
#
# Its States, people and words are invented.  In this folder: the statements (text/ and
# metadata.jsonl), the codebook, and what is marked in them (highlights.json, put in by
# highlights.sql).  Does nothing when there is a project `sample` already; when a run was
# cut off before the highlights, the next one adds them.
#
# From the environment: POSTIL (the program), PSQL (psql), and the program's settings, of
# which POSTIL_DB_OPS must be set.
set -eu
cd "$(dirname "$0")"

postil=${POSTIL:-postil}

ask() { "${PSQL:-psql}" -XqAt -v ON_ERROR_STOP=1 -d "$POSTIL_DB_OPS" "$@"; }

# absent, or whether highlights are there: marked, bare.
state() {
	ask <<-'END'
		BEGIN READ ONLY;
		SELECT enter_as('admin', NULL, NULL) AS account \gset
		SELECT coalesce((SELECT CASE WHEN p.highlights > 0 THEN 'marked' ELSE 'bare' END
		                   FROM my_projects(NULL, 1000000) p
		                  WHERE p.slug = 'sample'), 'absent');
		COMMIT;
	END
}

load() {
	"$postil" import --as admin --project sample --create --name 'Four harbours' \
		--codebook codebook.json --metadata metadata.jsonl
}

case $(state) in
absent) load && ask -f highlights.sql ;;
bare)   ask -f highlights.sql ;;
marked) ;;
esac
