"""schemas.py: the schemas that whet-check prints, against validators of others.

The records of the examples, and such with one mistake each (the same ones every time), have to get the same
verdict from whet-check itself, from jsonschema and from ajv in strict mode by the schema that is printed for
their kind, and from ajv by that for any kind. Prints TAP, one line for each of these.
"""

import collections
import copy
import glob
import json
import os
import random
import shutil
import subprocess
import sys

import yaml
from jsonschema import Draft202012Validator, FormatChecker

TOP = os.environ["TOP"]
MODULES = f"{TOP}/build/npm/node_modules"
MISTAKES = 24  # for each kind
VALUES = ["", "two words", "x", "2026-02-30", "a\nb", 0, 7, -1.5, True, None, [], ["x"], ["x", "x"], {},
          {"x": 1}, {"x-own": 1}]


# Records


class Loader(yaml.SafeLoader):
    """YAML 1.2: no dates, no booleans but true and false, all keys strings."""

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


Loader.add_constructor("tag:yaml.org,2002:map", Loader.construct_mapping)
Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in pairs if not tag.endswith((":timestamp", ":bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", yaml.resolver.re.compile("^(true|false)$"), "tf")


def examples():
    """(kind, record) for each record of the examples, and for those in our schemas."""
    for path in sorted(glob.glob(f"{TOP}/examples/*/**/*.yaml", recursive=True)):
        with open(path, encoding="utf-8") as file:
            for record in yaml.load_all(file, Loader):
                yield record["kind"], record
    for path in sorted(glob.glob(f"{TOP}/schemas/*.schema.json")):
        with open(path, encoding="utf-8") as file:
            for record in json.load(file).get("examples", []):
                if record["kind"] != "policy":
                    yield record["kind"], record


def places(value, path=()):
    """Paths to all that stands in a record."""
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from places(entry, path + (key,))


def with_mistake(dice, record):
    """A copy in which something is gone, is added, or has another value; not always a mistake."""
    made = copy.deepcopy(record)
    path = dice.choice([path for path in places(made) if path[0] not in ("kind", "id")])
    above = made
    for key in path[:-1]:
        above = above[key]
    how = dice.randrange(4)
    if how == 0:
        del above[path[-1]]
    elif how == 1 and isinstance(above, dict):
        above[dice.choice(["zzz", "x-own", "Upper", "7", str(path[-1]) + "s"])] = dice.choice(VALUES)
    else:
        above[path[-1]] = dice.choice(VALUES)
    return made


def documents():
    records = list(examples())
    by_kind = collections.defaultdict(list)
    for kind, record in records:
        by_kind[kind].append(record)
    dice = random.Random(4)
    return records, [(kind, with_mistake(dice, dice.choice(of_kind)))
                     for kind, of_kind in sorted(by_kind.items()) for _ in range(MISTAKES)]


# Verdicts


def run(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, check=False, encoding="utf-8")


def wrong_files(folder):
    """Paths that whet-check has findings about shape in."""
    found = json.loads(run("whet-check", "-C", folder, "--format", "json", "--allow-empty").stdout)
    return {finding["path"] for finding in found["findings"] if finding["rule"] == "schema"}


def write(path, document):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)


def by_whet_check(documents):
    """All records in one workspace, a file for each; settings each in a workspace of their own."""
    # Findings about references take the place of those about shape where both would say the same.
    references = {"dangling": "off", "plan-skill": "off", "checkin-unknown": "off"}
    write("all/whet.yaml", {"kind": "workspace", "version": 1, "include": ["r"], "rules": references})
    for i, (kind, document) in enumerate(documents):
        write(f"{i}/whet.yaml" if kind == "workspace" else f"all/r/{i}.yaml", document)
    wrong = wrong_files("all")
    return ["whet.yaml" not in wrong_files(str(i)) if kind == "workspace" else f"r/{i}.yaml" not in wrong
            for i, (kind, _) in enumerate(documents)]


def print_schemas(kinds):
    for kind in kinds:
        write(f"schemas/{kind}.json", json.loads(run("whet-check", "--print-schema", kind).stdout))


def by_jsonschema(documents):
    validators = {}
    for path in glob.glob("schemas/*.json"):
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        Draft202012Validator.check_schema(schema)
        validators[os.path.basename(path)[:-5]] = Draft202012Validator(schema, format_checker=FormatChecker())
    return [validators[kind].is_valid(document) for kind, document in documents]


def by_ajv(documents):
    """For each document the verdicts by its kind's schema and by that of any kind; None without ajv."""
    write("./documents.json", documents)
    if not os.path.isdir(f"{MODULES}/ajv") or not shutil.which("node"):
        return None
    done = run("node", f"{TOP}/tests/editors/verdicts.js", MODULES, "schemas", "documents.json")
    return json.loads(done.stdout) if done.returncode == 0 else []


# Tests

number = 0


def ok(holds, text):
    global number
    number += 1
    print(f"{'ok' if holds else 'not ok'} {number} - {text}")


def compare(name, truth, verdicts, documents):
    unlike = [i for i, verdict in enumerate(truth) if i >= len(verdicts) or verdicts[i] != verdict]
    for i in unlike[:3]:
        print(f"# {'right' if truth[i] else 'wrong'}: {json.dumps(documents[i][1])}")
    ok(not unlike, f"{name}: {len(truth)} documents, {truth.count(False)} of them wrong, {len(unlike)} verdicts differ")


def main():
    right, perhaps = documents()
    all_of_them = right + perhaps
    kinds = sorted({kind for kind, _ in all_of_them})
    truth = by_whet_check(all_of_them)
    ok(all(truth[:len(right)]) and truth.count(False) > len(perhaps) / 3, "the examples are right, mistakes are wrong")
    print_schemas(kinds + ["record"])
    compare(f"jsonschema, {len(kinds)} kinds", truth, by_jsonschema(all_of_them), all_of_them)
    found = by_ajv(all_of_them)
    if found is None:
        print(f"ok {number + 1} - ajv # SKIP node or ajv is not installed: make deps, where npm is\n1..{number + 1}")
        return
    compare("ajv, by kind", truth, [one for one, _ in found], all_of_them)
    compare("ajv, any kind", truth, [one for _, one in found], all_of_them)
    print(f"1..{number}")


sys.exit(main())
