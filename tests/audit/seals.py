"""seals.py BIN WORKSPACE: the digests of seals, made a second time, as whet(5) says they are made.

Every acknowledgement of WORKSPACE that has one is looked at. Which records a review is made from is taken from
whet-review, and must be among those that its section Sources lists. Prints TAP.
"""

import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys

import yaml

tool, workspace = sys.argv[1] + "/whet-review", pathlib.Path(sys.argv[2])


class Core(yaml.BaseLoader):
    """YAML's core schema, as records are read: dates are strings."""


for tag, pattern, first in [
    ("null", r"(?:null|Null|NULL|~|)$", list("nN~") + [""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)
Core.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
Core.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value.lower() == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 0))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def is_later(value, day):
    try:
        return datetime.date.fromisoformat(value) > day
    except (TypeError, ValueError):
        return False


def as_of(value, day, key=None):
    """What stood there on a day; None where nothing did."""
    if isinstance(value, dict):
        if key is not None and is_later(value.get("date"), day):
            return None
        kept = {k: as_of(v, day, k) for k, v in value.items()}
        kept = {k: v for k, v in kept.items() if v is not None}
        return None if value and not kept else kept
    if isinstance(value, list):
        kept = [as_of(v, day, "") for v in value]
        kept = [v for v in kept if v is not None]
        return None if value and not kept else kept
    if key in ("done", "dropped") and is_later(value, day):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def digest(text):
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def record_digest(record, day):
    kept = as_of(record, day)
    kept.pop("id", None)
    return digest(json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n")


records = {}
for path in sorted(workspace.rglob("*.yaml")):
    for document in yaml.load_all(path.read_text(), Core):
        records[document["kind"] + ":" + document.get("id", path.stem)] = document

n = 0


def ok(passed, name):
    global n
    n += 1
    print(("ok" if passed else "not ok"), n, "-", name)


def review(about, period, day, *more):
    command = [tool, "-C", str(workspace), about, "--period", period, "--as-of", str(day), *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def parts_of(of, day):
    """The records in a seal, by what the tool says they are."""
    if not of.startswith("review:"):
        return [of]
    r = records[of]
    period = r.get("cycle") or r["period"]
    printed = [line.split(" ")[0] for line in review(r["about"], period, day, "--digest", "-v").splitlines()[:-1]]
    sources = review(r["about"], period, day).split("## Sources")[1]
    listed = re.findall(r"^\| (\w+:\S+) \|", sources, re.M)
    ok(set(printed) <= set(listed) and of in printed, f"{of}: all {len(printed)} are sources")
    ok(not any(p.startswith("acknowledgement:") for p in printed), f"{of}: without acknowledgements")
    return printed


for name, record in records.items():
    if record["kind"] == "acknowledgement" and "seen" in record and name[16:] in sys.argv[3:]:
        day = datetime.date.fromisoformat(record["date"])
        parts = sorted(parts_of(record["of"], day), key=str.encode)
        text = "".join(f"{p} {record_digest(records[p], day)}\n" for p in parts)
        ok(digest(text) == record["seen"], f"{name}: {record['of']} as of {day}")
print(f"1..{n}")
sys.exit(n == 0)
