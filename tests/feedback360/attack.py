"""attack.py BIN: somebody who wants to know who said what, and has all that whet-360 prints.

Makes 1,000 random confidential cycles of two people each (the same ones every time), five at a time
under the same rules in one workspace, and takes what BIN/whet-360 prints about their participants,
the number of raters in each group, the weights, the scale, the rules, and the answers of any one
rater. Every set of answers that would have been printed the same is searched:
  - in no group that is hidden may an answer be the same in all of them;
  - in a group that is shown an answer may be so only where all of the group, or all but the rater
    whose answers are known, said the same.
The search has to succeed, and soon, where a rule is weakened on purpose. No name of a rater may be
printed, nor the words of a group that is too small. Prints TAP.
"""

import functools
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "figures"))
from recompute import write  # noqa: E402

# Workspaces, each of five cycles of two people under the same rules.
SEEDS = 10 if os.environ.get("SAN") else 200
STEP = SEEDS // 10
TOGETHER = 5
SOON = 2
SMALL = ["peer", "direct-report", "other"]
GROUPS = ["self", "manager"] + SMALL
WEIGHTS = {"manager": 40, "peer": 30, "direct-report": 30, "other": 30}
SKILLS = ["s0", "s1", "s2"]


# Cycles


class Cycle:
    """Random confidential cycles under the same rules: answers[person][skill][group] is a list of
    levels."""

    def __init__(self, seed):
        dice = random.Random(seed)
        self.low, self.high = 1, dice.choice([3, 4, 5])
        self.threshold = dice.choice([None, None, 3, 4])
        self.comment_threshold = dice.choice([None, 2, 5])
        self.weights = dict(WEIGHTS)
        self.set_weights = {g: {"weight": dice.choice([1, 20, 50])}
                            for g in WEIGHTS if dice.random() < 0.4}
        self.weights.update({g: w["weight"] for g, w in self.set_weights.items()})
        self.expected = {s: dice.randint(1, self.high) for s in SKILLS if dice.random() < 0.8}
        self.answers, self.records, self.raters = {}, [], {}
        for i in range(TOGETHER):
            for name in ["ada", "bo"]:
                self.add_person(dice, f"{name}{i}")
        dice.shuffle(self.records)

    def add_person(self, dice, name):
        sizes = {"self": 1, "manager": dice.randint(0, 1), "peer": dice.randint(0, 6),
                 "direct-report": dice.randint(0, 4), "other": dice.randint(0, 2)}
        centre = {s: dice.randint(self.low, self.high) for s in SKILLS}
        self.answers[name] = {s: {} for s in SKILLS}
        self.raters[name] = {g: n for g, n in sizes.items() if n}
        for group in GROUPS:
            for i in range(sizes[group]):
                self.add_response(dice, name, group, f"{name}-{group[:2]}{i}-rater", centre)

    def add_response(self, dice, name, group, rater, centre):
        ratings = {}
        for skill in SKILLS:
            if dice.random() < 0.15:
                continue
            near = centre[skill] + dice.choice([-1, 0, 0, 0, 1])
            ratings[skill] = min(self.high, max(self.low, near))
            self.answers[name][skill].setdefault(group, []).append(ratings[skill])
        words = {"strengths": f"From {group}, {dice.random():.6f}."}
        self.records.append({
            "kind": "feedback", "id": f"f-{len(self.records)}", "about": name,
            "from": name if group == "self" else rater, "relation": group,
            "date": f"2026-01-{dice.randint(1, 28):02}", "cycle": "c",
            **({"ratings": ratings} if ratings else {}), **words})

    def write(self, folder, dice):
        people = {r["from"] for r in self.records} | set(self.answers) | {"hana"}
        records = [{"kind": "person", "id": p, "name": p.upper(), "role": "r"} for p in people]
        records.append({
            "kind": "framework", "id": "f", "title": "F",
            "scale": {"min": self.low, "max": self.high},
            "skills": {s: {"title": s} for s in SKILLS},
            "roles": {"r": {"title": "R", "expects": self.expected}}})
        rules = {"threshold": self.threshold, "comment_threshold": self.comment_threshold,
                 "groups": self.set_weights}
        records.append({
            "kind": "cycle", "id": "c", "period": "2026-Q1", "framework": "f",
            "participants": sorted(self.answers), "collection": "confidential",
            "collector": "hana", **{key: rule for key, rule in rules.items() if rule}})
        write(f"{folder}/team", {"kind": "workspace", "version": 1}, [], dice)
        for kind in {r["kind"] for r in records}:
            place = {"person": "people"}.get(kind, kind + "s")
            os.makedirs(f"{folder}/team/{place}", exist_ok=True)
            with open(f"{folder}/team/{place}/all.yaml", "w", encoding="utf-8") as f:
                f.write("\n---\n".join(json.dumps(r) for r in records if r["kind"] == kind))
        write(f"{folder}/hana", {"kind": "workspace", "version": 1, "readers": "self",
                                 "imports": [{"path": "../team"}]}, self.records, dice)


# What is printed, by the rules


class Rules:
    """How figures come from answers. The weak ones are what whet-360 must not do."""

    def __init__(self, cycle, weak=None):
        self.cycle = cycle
        self.threshold = cycle.threshold or 3
        self.weak = weak

    @staticmethod
    @functools.lru_cache(maxsize=None)
    def view(levels):
        """What is shown of a sorted tuple of levels."""
        n = len(levels)
        mean = sum(levels) / n
        if n < 5:
            return {"answers": n, "mean": math.floor(mean * 2 + 0.5) / 2, "distribution": None}
        return {"answers": n, "mean": mean,
                "distribution": {str(x): levels.count(x) for x in sorted(set(levels))}}

    def placed(self, sizes):
        """Groups that stand by themselves, those put together, and those hidden."""
        alone, small = [], []
        for group in GROUPS:
            if sizes.get(group):
                shown = group in ("self", "manager") or sizes[group] >= self.threshold or \
                    self.weak == "threshold"
                (alone if shown else small).append(group)
        together = sum(sizes[g] for g in small) >= self.threshold and bool(small)
        return alone, small if together else [], [] if together else small

    def printed(self, answers, expected, placed=None):
        """placed: what self.placed says of such answers, where it is known."""
        alone, merged, hidden = placed or self.placed({g: len(a) for g, a in answers.items()})
        views = {g: self.view(tuple(sorted(answers[g]))) for g in alone}
        weights = {g: self.cycle.weights[g] for g in alone if g != "self"}
        if merged:
            views["combined"] = self.view(tuple(sorted(x for g in merged for x in answers[g])))
            weights["combined"] = sum(self.cycle.weights[g] for g in merged)
        sums = [(w, views[g]["mean"]) for g, w in weights.items()]
        if self.weak == "totals":
            sums += [(self.cycle.weights[g], sum(answers[g]) / len(answers[g])) for g in hidden]
        if self.weak == "exact":
            sums = [(self.cycle.weights[g], sum(a) / len(a))
                    for g, a in answers.items() if g != "self" and a]
        total = sum(w for w, _ in sums)
        others = sum(w * x for w, x in sums) / total if total else None
        own = views["self"]["mean"] if "self" in views else None
        return {"views": views, "hidden": hidden, "others": others, "self": own,
                "class": classify(expected, own, others)}


def classify(expected, own, others):
    if expected is None or others is None:
        return None
    near, gap = 1e-9, None if own is None else own - others
    if gap is not None and gap >= 0.5 - near and others < expected - near <= own:
        return "blind-spot"
    if gap is not None and gap <= near - 0.5 and own < expected - near <= others:
        return "hidden-strength"
    return "strength" if others >= expected - near else "need"


def same(a, b):
    if a is b:
        return True
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, float) or isinstance(b, float):
        return a is not None and b is not None and abs(a - b) < 1e-9
    return a == b


# The attack


def search(rules, printed, sizes, known, expected):
    """All answers of the groups in SMALL that would be printed the same; each is a dict of sorted
    tuples. What self and manager said is printed."""
    placed = rules.placed(sizes)
    groups = [g for g in SMALL if sizes.get(g)]
    choices = []
    for group in groups:
        levels = range(rules.cycle.low, rules.cycle.high + 1)
        fits = [c for c in itertools.combinations_with_replacement(levels, sizes[group])
                if group not in placed[0] or same(rules.view(c), printed["views"][group])]
        choices.append(fits)
    found = []
    for combination in itertools.product(*choices):
        guess = dict(zip(groups, combination))
        if same(rules.printed({**known, **guess}, expected, placed), printed):
            found.append(guess)
    return found


def constant(multisets):
    """Is it the same answer in all of them, of everybody?"""
    values = {x for multiset in multisets for x in multiset}
    return len(values) == 1


def without(multiset, x):
    rest = list(multiset)
    rest.remove(x)
    return tuple(rest)


def breaches(cycle, rules, person, skill):
    """What the attack learns that it must not, as texts."""
    truth = cycle.answers[person][skill]
    sizes = {g: len(a) for g, a in truth.items()}
    known = {g: truth[g] for g in ("self", "manager") if g in truth}
    expected = cycle.expected.get(skill)
    printed = rules.printed(truth, expected)
    found = search(rules, printed, sizes, known, expected)
    _, _, secret = Rules(cycle).placed(sizes)
    learned = []
    for group in (g for g in SMALL if sizes.get(g)):
        fixed = constant([guess[group] for guess in found])
        if fixed and (group in secret or len(set(truth[group])) > 1):
            learned.append(f"{group} {truth[group]} from {printed}")
    for mine, group in itertools.product([g for g in SMALL if sizes.get(g)], repeat=2):
        for own in set(truth[mine]):
            left = [g for g in found if own in g[mine]]
            rest = [without(g[group], own) if mine == group else g[group] for g in left]
            true = without(truth[group], own) if mine == group else truth[group]
            if true and constant(rest) and (group in secret or len(set(true)) > 1):
                learned.append(f"{group} {true}, knowing {own} of {mine}, from {printed}")
    return learned


# What is really printed


def run(tools, folder, *words):
    done = subprocess.run([f"{tools}/whet-360", "-C", f"{folder}/team", "--cycle", "c",
                           "--responses", f"{folder}/hana", "--as-of", "2026-02-01", *words],
                          capture_output=True, text=True, check=False)
    if done.stderr:
        print("#", done.stderr.splitlines()[0])
    return done.stdout


def differences(cycle, report):
    """Where what is printed about somebody is not what the rules say, as texts."""
    person, wrong = report["about"], []
    rated = {s for s in SKILLS if any(cycle.answers[person][s].values())}
    if {s["skill"] for s in report["skills"]} != rated:
        wrong.append(f"{person}: other skills")
    for skill in report["skills"]:
        name = skill["skill"]
        want = Rules(cycle).printed(cycle.answers[person][name], cycle.expected.get(name))
        views = {g["group"]: {key: g[key] for key in ("answers", "mean", "distribution")}
                 for g in skill["groups"]}
        hidden = [h["group"] for h in report["hidden"] if h["skill"] == name]
        got = {"views": views, "hidden": hidden, "others": skill["others"],
               "self": skill["self"], "class": skill["class"]}
        few = [g for g in skill["groups"] if g["answers"] < 5 and g["agreement"] is not None]
        if not same(got, want) or few:
            wrong.append(f"{person}, {name}: {got} for {want}")
    return wrong


def words_wrong(cycle, report):
    """Words of groups that are too small, or in an order that tells something."""
    raters, listed = cycle.raters[report["about"]], report["comments"]["strengths"]
    limit = cycle.comment_threshold or 5
    want = {g: n for g, n in raters.items() if g in ("self", "manager") or n >= limit}
    got = {g: sum(c["from"] == g for c in listed) for g in {c["from"] for c in listed}}
    texts = [c["text"] for c in listed]
    return [] if got == want and texts == sorted(texts) else [f"{got} for {want}"]


def look(tools, folder, seed, wrong):
    cycle = Cycle(seed)
    cycle.write(folder, random.Random(seed))
    reports = json.loads(run(tools, folder, "--all", "--format", "json"))["reports"]
    if [r["about"] for r in reports] != sorted(cycle.answers):
        wrong["printed"].append(f"seed {seed}: not everybody")
    for report in reports:
        wrong["printed"] += [f"seed {seed}: {text}" for text in differences(cycle, report)]
        wrong["words"] += [f"seed {seed}: {text}" for text in words_wrong(cycle, report)]
    everything = json.dumps(reports)
    if seed % 10 == 0:
        for more in (["--format", "markdown"], ["--explain"], []):
            everything += run(tools, folder, "--all", *more)
    wrong["names"] += [f"seed {seed}: {text}" for text in ("rater", "RATER", "nonymous")
                       if text in everything.replace("raters", "").replace("each rater", "")]
    for person, skill in itertools.product(cycle.answers, SKILLS):
        wrong["attack"] += [f"seed {seed}: {text}"
                            for text in breaches(cycle, Rules(cycle), person, skill)]


def is_caught(weak):
    for seed in range(SOON):
        cycle = Cycle(seed)
        for person, skill in itertools.product(cycle.answers, SKILLS):
            if breaches(cycle, Rules(cycle, weak), person, skill):
                return True
    return False


def main(tools):
    number, weak = 0, {"threshold": "no threshold", "totals": "totals of hidden groups too",
                       "exact": "totals of answers as they are"}
    print(f"1..{4 * 10 + len(weak)}")
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, SEEDS, STEP):
            wrong = {"printed": [], "attack": [], "words": [], "names": []}
            for seed in range(first, first + STEP):
                look(tools, folder, seed, wrong)
            for name, found in wrong.items():
                number += 1
                print("not ok" if found else "ok", number,
                      f"- {name}, cycles {first * TOGETHER} to",
                      (first + STEP) * TOGETHER - 1, flush=True)
                for text in found[:3]:
                    print("#", text[:600])
    for name, text in weak.items():
        number += 1
        print("ok" if is_caught(name) else "not ok", number, f"- {text}: the attack sees it")


main(sys.argv[1])
