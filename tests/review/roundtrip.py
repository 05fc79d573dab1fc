"""roundtrip.py REVIEW: a review in which everybody writes examples of the CommonMark specification.

Each example is the words of a goal, check-in, plan, journal entry, feedback and review, and its first
line is a title. The review is read by markdown-it, a second implementation of CommonMark: its headings
must be those that it has with harmless words, its tables as many, and no label may get lost. Prints TAP.
"""

import json
import pathlib
import re
import subprocess
import sys

SPEC = "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"
SECTIONS = [
    "Summary", "Next steps", "Goals", "Feedback", "Development plan", "Journal",
    "Compared with 2026-Q2", "Due", "History", "Sources",
]
LABEL = re.compile("(Situation|Behaviour|Impact|Suggestion|Learned|In the way|It has helped when):")
RECORDS = {
    "whet": {"kind": "workspace", "version": 1},
    "people/ada": {"kind": "person", "name": "Ada"},
    "people/chen": {"kind": "person", "name": "Chen"},
}


def records(n, words, title):
    """What is written about Ada with these words; n tells the records from others'."""
    point = {"situation": words, "behaviour": words, "impact": words, "suggestion": words}
    goal = {
        "kind": "goal", "title": title, "owner": "ada", "period": "2026-Q3", "why": words,
        "key_results": {"a": {"title": title, "unit": title, "baseline": 0, "target": 2}},
        "checkins": [{
            "date": "2026-08-01", "values": {"a": 1}, "note": words, "blockers": [title],
        }],
        "close": {"date": "2026-09-01", "outcome": "met", "learned": words},
    }
    action = {"title": title, "due": "2026-08-01", "measure": words, "learned": words}
    plan = {
        "kind": "plan", "owner": "ada", "period": "2026-Q3",
        "focus": {"f": {"title": title, "why": words, "actions": {"a": action}}},
        "checkins": [{"date": "2026-08-02", "note": words}],
    }
    return {
        f"goals/g{n}": goal,
        f"plans/p{n}": plan,
        f"journal/j{n}": {
            "kind": "journal", "owner": "ada", "date": "2026-08-03", "title": title,
            "text": words, "impact": words,
        },
        f"feedback/f{n}": {
            "kind": "feedback", "about": "ada", "date": "2026-08-04",
            "from": {"name": title, "affiliation": title},
            "strengths": [{"text": words}, point], "improvements": words,
        },
        f"reviews/r{n}": {
            "kind": "review", "about": "ada", "by": "chen", "period": "2026-Q3", "status": "final",
            "summary": words,
            "next": {"a": {"title": title, "owner": "ada", "due": "2026-10-01"}},
        },
        f"acknowledgements/a{n}": {
            "kind": "acknowledgement", "of": f"review:r{n}", "by": "ada", "date": "2026-09-30",
            "seen": "sha256:" + "0" * 64, "agrees": False, "comment": words,
        },
    }


def write(folder, content):
    """A workspace of these records; JSON is YAML."""
    for name, record in content.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")


def review(program, folder):
    command = [program, "-C", folder, "ada", "--period", "2026-Q3", "--as-of", "2026-09-30"]
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode:
        print(f"Bail out! exit status {run.returncode}: {run.stderr.decode()}")
        sys.exit(1)
    return run.stdout.decode()


def shape(parser, report):
    """Headings above those of users, labels of words, and how many tables there are."""
    tokens = parser.parse(report)
    found = [t.tag for t in tokens if t.type == "heading_open" and t.tag < "h5"]
    texts = [
        b.content for a, b in zip(tokens, tokens[1:])
        if a.type == "heading_open" and a.tag == "h2"
    ]
    labels = [t.content.split(":")[0] for t in tokens if t.type == "inline" and LABEL.match(t.content)]
    return texts, found, labels, sum(t.type == "table_open" for t in tokens)


def one_line(words):
    """What may be a title."""
    lines = [line.strip() for line in re.split(r"[\r\n]", words) if line.strip()]
    return lines[0][:200]


def main():
    try:
        from markdown_it import MarkdownIt
        with open(SPEC, encoding="utf-8") as f:
            examples = json.load(f)
    except (ImportError, OSError) as e:
        print(f"1..0 # SKIP {e}")
        return
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    sections = {}
    for example in examples:
        if example["markdown"].strip():
            sections.setdefault(example["section"], []).append(example["markdown"])
    print(f"1..{len(sections)}")
    for number, (section, proses) in enumerate(sections.items(), 1):
        hostile, tame = dict(RECORDS), dict(RECORDS)
        for n, words in enumerate(proses):
            hostile |= records(f"{n:03}", words, one_line(words))
            tame |= records(f"{n:03}", "words", "title")
        folders = pathlib.Path(f"hostile{number}"), pathlib.Path(f"tame{number}")
        write(folders[0], hostile)
        write(folders[1], tame)
        seen, meant = (shape(parser, review(sys.argv[1], folder)) for folder in folders)
        same = seen == meant and seen[0] == SECTIONS
        if not same:
            print(f"# {seen}\n# {meant}", file=sys.stderr)
        print(f"{'ok' if same else 'not ok'} {number} - review: {section}", flush=True)


main()
