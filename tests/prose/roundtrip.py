"""roundtrip.py FILTER: every example of the CommonMark specification as prose of a report.

FILTER (filter.c) writes the report. Readers are markdown-it, a second implementation of CommonMark,
and cmark-gfm, which reads as GitHub does. Prints TAP: a line for every section of the
specification, for prose at the top level and for prose in a list item.
"""

import itertools
import json
import random
import re
import shutil
import subprocess
import sys

SPEC = "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"
EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist", "footnotes"]

# Not in the specification: what GitHub or a browser would make of prose, and what would run on.
OURS = [
    "a | b\n--|--\nc | d", "a\n:-", "| a |\n|---|\n| b |", "~~x~~ and ~y~", "~~~", "```",
    "~~~\n```", "- [ ] open\n- [x] done", "see [^1]\n\n[^1]: note",
    "www.example.org and https://example.org", "ask @ada or @org/team, not ada@example.org",
    "fixes #12", "> [!NOTE]\n> x", "$x$ and $$y$$", "[Summary]: javascript:x",
    "[B]: /x\n\n[a]: /y", "[list]: /x\n[text]: <y> 'z", "<!--", "<?php", "<details><summary>x",
    "<script>\nalert(1)", "<![CDATA[", "<b onclick=x>y</b>", "<javascript:x>",
    "[x](javascript:alert(1))", "[x](java&#10;script:alert(1))", "[x](&#1;vbscript:x)",
    "![x](data:text/html,x)", "- a\n\n      code", "- a\n* b\n+ c", "1. a\n1) b", "1. a\n\n- b",
    "- - -", "* + -", "- + *", "text\n===", "text\n---", "---", "***", "text\\",
    "- a\n  text\\", "> a", "> ```\n> open", "- ```\n  open", "    code", "\tcode",
    "# A\n## B\n### C", "a\u2028b\x85c", "&#27;[31m", "\x1b[31mred", "**", "*a", "`a", "[a",
    "![a](", "<a", "9999999999. a", "1.", "-", "+", "#", ">", "`", "|", "\\", "&", "&amp;amp;",
    "\ufeff# x", "a\r\n\r\nb\rc",
]


def blocks(tokens):
    """Tokens in groups, one for each block that is not inside another."""
    group, depth = [], 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def filtered(command, given):
    run = subprocess.run(command, input=given.encode(), capture_output=True, check=True)
    return run.stdout.decode()


def squeeze(s):
    """Without white space and what cannot be seen."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffd]+", "", s)


def text(tokens):
    """What a reader sees of tokens."""
    parts = []
    for token in tokens:
        parts.append(text(token.children) if token.children is not None else token.content)
    return squeeze("".join(parts))


def every(tokens):
    for token in tokens:
        yield token
        yield from every(token.children or [])


def body_of(report, parser, inside):
    """The tokens of the prose in a report; None where what stands around it is something else."""
    parts = list(blocks(parser.parse(report)))
    first, body, rest = parts[0], parts[1:-5], parts[-5:]
    if inside and len(parts) == 6:
        items = list(blocks(rest[0][1:-1]))
        body = [items[0][1:-1]]
        rest[0] = [rest[0][0], *items[-1], rest[0][-1]] if len(items) == 2 else []
    elif inside:
        return None
    found = [(part[0].type, part[0].tag, text(part)) if part else None for part in [first, *rest]]
    expected = [
        ("heading_open", "h1", "A"), ("bullet_list_open", "ul", "list"),
        ("ordered_list_open", "ol", "numbers"), ("table_open", "table", "abcd"),
        ("heading_open", "h2", "B"), ("paragraph_open", "p", "text"),
    ]
    return list(itertools.chain(*body)) if found == expected else None


def is_allowed(url):
    scheme = re.match(r"([^:/?#]*):", url)
    return not scheme or scheme[1].lower() in ("http", "https", "mailto")


def trouble(body):
    """What prose shown as the tokens of body must not hold; None where it does not."""
    for token in every(body):
        if token.type in ("html_block", "html_inline", "table_open", "s_open"):
            return token.type
        if token.type == "heading_open" and token.tag < "h4":
            return token.tag
        if not is_allowed(token.attrGet("href") or token.attrGet("src") or ""):
            return "target"
    return None


def is_source(prose, body):
    """Whether body shows prose as its source."""
    return [t.type for t in body] == ["fence"] and text(body) == squeeze(prose)


def as_github(reports, extended):
    """HTML of the proses in reports, with or without GitHub's extensions, less links of mail."""
    options = [o for e in EXTENSIONS if extended for o in ("-e", e)]
    html = filtered(["cmark-gfm", *options], "".join(reports))
    html = re.sub(r'<a href="mailto:[^"]*">([^<]*)</a>', r"\1", html)
    return [part.rpartition("<li>")[0] for part in html.split("<h1>A</h1>")[1:]]


class Section:
    """Proses in one place of a report each. With structure, only that of the report is checked: the
    readers disagree about the finer points of prose that nobody would write."""

    def __init__(self, program, inside, structure, proses):
        self.inside, self.structure, self.proses = inside, structure, proses
        command = [program, "  "] if inside else [program]
        given = "".join(f"{prose}\0" for prose in proses)
        self.reports = filtered(command, given).split("\0")[:-1]

    def check(self, written, reader, prose, report):
        """What is wrong with a report; written reads plain CommonMark, reader also tables."""
        body = body_of(report, reader, self.inside)
        meant = written.parse(prose.removeprefix("\ufeff"))
        if body is None:
            return "the report around it is broken"
        if self.structure:
            return trouble(body)
        if is_source(prose, body):
            code = {t.type for t in meant} <= {"fence", "code_block", "html_block"}
            return None if code else "shown as code"
        return trouble(body) or (None if text(body) == text(meant) else "the text is another")

    def bad(self, written, reader):
        for prose, report in zip(self.proses, self.reports, strict=True):
            if what := self.check(written, reader, prose, report):
                yield prose, what
        if shutil.which("cmark-gfm"):
            seen, meant = as_github(self.reports, True), as_github(self.reports, False)
            for prose, a, b in zip(self.proses, seen, meant, strict=True):
                if a != b:
                    yield prose, "GitHub sees more than CommonMark"


def random_proses(n):
    """Examples cut into pieces and put together anew; the same ones every time."""
    dice = random.Random(1)
    pieces = OURS + ["\n"] * 80
    pieces += (piece for prose in OURS for piece in re.findall(r"\w+|\s+|.", prose))
    return ["".join(dice.choices(pieces, k=dice.randint(1, 20))) for _ in range(n)]


def main():
    try:
        from markdown_it import MarkdownIt
        with open(SPEC, encoding="utf-8") as f:
            examples = json.load(f)
    except (ImportError, OSError) as e:
        print(f"1..0 # SKIP {e}")
        return
    written, reader = MarkdownIt("commonmark"), MarkdownIt("commonmark")
    written.validateLink = reader.validateLink = lambda url: True
    reader.enable(["table", "strikethrough"])
    sections = {"ours": OURS, "random": random_proses(1000)}
    for example in examples:
        sections.setdefault(example["section"], []).append(example["markdown"])
    count = itertools.count(1)
    for inside, (name, proses) in itertools.product((False, True), sections.items()):
        section = Section(sys.argv[1], inside, name == "random", proses)
        bad = list(section.bad(written, reader))
        for prose, what in bad:
            print(f"# {what}: {prose!r}", file=sys.stderr)
        where = "in an item" if inside else "at the top"
        print(f"{'not ok' if bad else 'ok'} {next(count)} - prose {where}: {name}", flush=True)
    if not shutil.which("cmark-gfm"):
        print(f"ok {next(count)} - prose as GitHub reads it # SKIP cmark-gfm is not installed")
    print(f"1..{next(count) - 1}")


main()
