# shellcheck shell=sh disable=SC2154 # a part of run, whose variables and functions it uses
# What whet-check takes in a small workspace, as files grow in number, and with --schema against
# validators of others: the same schema, the same files, and first the same verdicts.

peers=build/peers/node_modules

# Workspaces: 10 files in Git, 500 and 5,000 goals, and these as JSON.

make_ten()
{
	"$tests/goals" "$1" 1 8
	git init -q -b main "$1"
	git -C "$1" add .
}

make_hundreds()
{
	"$tests/goals" "$1" 25 20
}

make_thousands()
{
	"$tests/goals" "$1" 250 20
}

make_json()
{
	mkdir "$1" && find "$data/thousands/goals" -name '*.yaml' | "${PYTHON:-python3}" "$tests/yaml2json.py" "$1"
}

need ten hundreds thousands
need json || echo "not made: $data/json" >&2

# unmeasured MEASURE REASON
unmeasured()
{
	row "$1" - - "" ""
	printf '  not measured: %s\n' "$2"
}

# Ten files.

build/bench-pairs 25 "$bin/whet-check --no-cache -C $data/ten >$out" "build/bench-libgit2 $data/ten >$out" >"$figures"
read -r _ _ _ _ _ _ more _ <"$figures"
row "whet-check of 10 files, ms beyond libgit2's start" - "$more" "5 cpu" "$more" 5

# Ten times the files.

count()
{
	"$tests/instructions" "$bin/whet-check" --no-cache -C "$data/$1"
}

small=$(count hundreds) large=$(count thousands)
if [ "${small:-0}" -gt 0 ] && [ "${large:-0}" -gt 0 ]; then
	growth=$(awk -v a="$large" -v b="$small" 'BEGIN { printf "%.2f", a / b }')
	row "whet-check of 5,000 goals / of 500, in instructions" - "$growth" "11 count" "$growth" 11
else
	unmeasured "whet-check of 5,000 goals / of 500, in instructions" "valgrind is not installed"
fi

# Validators of others.

# What is wrong with the file that has a mistake, as a command of sed: a number for a word. Where a
# validator knows no schema, the first key stands twice instead.
word='/commitment/ s/: ["a-z]*/: 7/'
twice=1p

# goals FORMAT N MISTAKE: lists so many goals in $files, and one with the mistake in $wrong.
goals()
{
	files=$data/$1-$2 wrong=$data/wrong-$1
	case $1 in
	YAML) folder=$data/thousands/goals ending=yaml ;;
	JSON) folder=$data/json ending=json ;;
	esac
	find "$folder" -name "*.$ending" 2>"$data/err" | sort | head -n "$2" >"$files"
	[ -s "$files" ] || return 0
	sed "$3" "$(head -n 1 "$files")" >"$data/mistake.$ending"
	echo "$data/mistake.$ending" >"$wrong"
}

# verdict COMMAND DASH LIST: says whether a validator accepts files, each named after DASH.
verdict()
{
	sh -c "$1 \$(sed 's/^/$2/' $3)" >"$out" 2>&1 && printf valid || printf invalid
}

# against NAME FORMAT N MISTAKE DASH COMMAND: whet-check --schema on N goals against a validator.
against()
{
	goals "$2" "$3" "$4"
	measure="whet-check --schema, $3 $2 files / $1"
	whet="$bin/whet-check --schema $schema"
	if ! command -v "${6%% *}" >"$out"; then
		unmeasured "$measure" "it is not installed: make bench does that where npm is, make deps-dev for yamllint"
		return
	elif [ ! -s "$files" ]; then
		unmeasured "$measure" "Python's yaml, which writes such files, is not installed"
		return
	fi
	ours=$(verdict "$whet" "" "$files")/$(verdict "$whet" "" "$wrong")
	theirs=$(verdict "$6" "$5" "$files")/$(verdict "$6" "$5" "$wrong")
	if [ "$ours $theirs" = "valid/invalid valid/invalid" ]; then
		compare "$measure" 0.33 wall 5 "$whet \$(cat $files)" "$6 \$(sed 's/^/$5/' $files) 2>$data/err"
	else
		unmeasured "$measure" "of good and bad files whet-check says $ours, $1 $theirs"
	fi
}

# The program that the package of jsonschema has for this machine: its wrapper starts node as well.
native()
{
	for program in "$peers"/@sourcemeta/jsonschema/build/github-releases/jsonschema-*; do
		"$program" version >"$out" 2>&1 && printf '%s' "$program" && return
	done
}

schema=$data/goal.json
"$bin/whet-check" --print-schema goal -C "$data/ten" >"$schema"
jsonschema=$(native) || :

# Without --fast it says where a file is wrong, as whet-check does; with it, only whether.
for format in YAML JSON; do
	against jsonschema "$format" 5000 "$word" "" "$jsonschema validate $schema"
	against "jsonschema --fast" "$format" 5000 "$word" "" "$jsonschema validate --fast $schema"
done
# These take dates in YAML for something else than strings. --strict is about how schemas are written.
against ajv-cli JSON 5000 "$word" "-d " \
	"$peers/.bin/ajv validate --spec=draft2020 --strict=false -c ajv-formats -s $schema"
against v8r JSON 20 "$word" "" "$peers/.bin/v8r --no-ignore --schema $schema"
against yamllint YAML 200 "$twice" "" "yamllint -d relaxed"
