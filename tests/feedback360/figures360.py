"""figures360.py BIN: the figures of whet-360 of attributed cycles, computed a second time.

Makes random workspaces (the same ones every time) and compares what BIN/whet-360 prints about
everybody in every cycle with what this file computes from the same records. whet-check has to
accept what is made here, and the order of files and of keys must not change a figure. Prints TAP:
one line for every group of workspaces and kind of figure.
"""

import json
import math
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "figures"))
from recompute import turned, write  # noqa: E402

SEEDS = 12 if os.environ.get("SAN") else 60
GROUP = 6
NEAR = 1e-9
GROUPS = ["self", "manager", "peer", "direct-report", "other"]
WEIGHTS = {"manager": 40, "peer": 30, "direct-report": 30, "other": 30}
PARTS = ["groups", "names", "answers", "means", "agreement", "distribution", "totals", "class",
         "change", "comments"]


def a_day(dice):
    return f"2026-{dice.randint(1, 6):02}-{dice.randint(1, 28):02}"


# Workspaces


def a_framework(dice, name):
    low = dice.choice([0, 1, 1, 1])
    made = {"kind": "framework", "id": name, "title": name,
            "scale": {"min": low, "max": low + dice.choice([3, 4, 9])}}
    made["skills"] = {f"s{i}": {"title": f"Skill {i}"} for i in
                      sorted(dice.sample(range(6), dice.randint(3, 6)))}
    made["roles"] = {f"{name}-r{i}": {"title": f"Role {i}", "expects": {
        skill: level(dice, made) for skill in made["skills"] if dice.random() < 0.7}}
        for i in range(2)}
    return made


def level(dice, framework):
    scale = framework["scale"]
    return min(scale["max"], dice.randint(scale["min"], scale["max"]) +
               dice.choice([0, 0, 0, 0.5]))


def a_person(dice, name, above, framework):
    roles = list(framework["roles"])
    made = {"kind": "person", "id": name, "name": name.title(), "team": "t0"}
    if above and dice.random() < 0.9:
        made["manager"] = dice.choice(above)
    if dice.random() < 0.8:
        made["role"] = dice.choice(roles)
    if above and dice.random() < 0.4:
        made["past"] = [{"until": a_day(dice), "manager": dice.choice(above),
                         "role": dice.choice(roles)}]
    return made


def a_cycle(dice, name, frameworks):
    made = {"kind": "cycle", "id": name, "participants": ["t0"],
            "period": dice.choice(["2025-H2", "2026-Q1", "2026-02", "2026-Q2", "2026-H1"])}
    if dice.random() < 0.6:
        made["framework"] = dice.choice(frameworks)["id"]
    if dice.random() < 0.5:
        made["closes"] = a_day(dice)
    if dice.random() < 0.5:
        made["collection"] = "attributed"
    if dice.random() < 0.5:
        made["groups"] = {g: {"weight": dice.choice([0, 1, 10, 25.5, 100])}
                          for g in WEIGHTS if dice.random() < 0.7}
    return made


def a_rating(dice, frameworks):
    """A skill, bare where it stands in every framework so that any of them may be meant."""
    framework = dice.choice(frameworks)
    skill = dice.choice(list(framework["skills"]))
    shared = all(skill in f["skills"] for f in frameworks)
    low = max(f["scale"]["min"] for f in frameworks)
    high = min(f["scale"]["max"] for f in frameworks)
    name = skill if shared and dice.random() < 0.7 else f"{framework['id']}/{skill}"
    number = dice.choice([dice.randint(low, high), dice.randint(low, high), low + 0.5])
    return name, "not-observed" if dice.random() < 0.15 else number


def a_point(dice, frameworks, number):
    made = {"text": f"Point {number}.\n"}
    if dice.random() < 0.6:
        made["skill"] = a_rating(dice, frameworks)[0]
    return made


def a_response(dice, number, people, cycles, frameworks):
    names = [p["id"] for p in people]
    about = dice.sample(names, dice.choice([1, 1, 1, 2])) if len(names) > 1 else names[:1]
    made = {"kind": "feedback", "id": f"f{number}", "about": about, "date": a_day(dice),
            "from": dice.choice(names + about)}
    if len(about) == 1 and dice.random() < 0.5:
        made["about"] = about[0]
    if dice.random() < 0.1:
        made["from"] = {"name": dice.choice(["Noor", "Sam"])}
    if dice.random() < 0.1:
        made["relation"] = dice.choice(GROUPS[1:])
    if dice.random() < 0.9:
        made["cycle"] = dice.choice(cycles)["id"]
    if dice.random() < 0.9:
        made["ratings"] = dict(a_rating(dice, frameworks) for _ in range(dice.randint(1, 5)))
    if "ratings" not in made or dice.random() < 0.3:
        made["strengths"] = [a_point(dice, frameworks, number)]
    if dice.random() < 0.2:
        made["improvements"] = f"Prose {number}.\n"
    return made


def a_workspace(seed):
    dice = random.Random(seed)
    frameworks = [a_framework(dice, f"f{i}") for i in range(dice.randint(1, 2))]
    people = []
    for i in range(dice.randint(1, 9)):
        people.append(a_person(dice, f"p{i}", [p["id"] for p in people], dice.choice(frameworks)))
    cycles = [a_cycle(dice, f"c{i}", frameworks) for i in range(dice.randint(1, 4))]
    responses = [a_response(dice, i, people, cycles, frameworks)
                 for i in range(dice.choice([0, 5, 40, 120]))]
    settings = {"kind": "workspace", "version": 1}
    if dice.random() < 0.4:
        settings["gap_threshold"] = dice.choice([0, 0.25, 1])
    team = {"kind": "team", "id": "t0", "name": "T"}
    return settings, [team] + frameworks + people + cycles + responses, a_day(dice)


# Figures


def as_list(value):
    return value if isinstance(value, list) else [value]


def mean(numbers):
    return sum(numbers) / len(numbers)


def near(a, b):
    if a is None or b is None or isinstance(a, str):
        return a == b
    return math.isclose(a, b, rel_tol=NEAR, abs_tol=NEAR)


class Figures:
    def __init__(self, settings, records, as_of):
        self.settings, self.as_of = settings, as_of
        self.kinds = {}
        for record in sorted(records, key=lambda r: r["id"]):
            self.kinds.setdefault(record["kind"], {})[record["id"]] = record
        self.frameworks = self.kinds["framework"]
        self.people, self.cycles = self.kinds["person"], self.kinds["cycle"]

    def position(self, person, day, field):
        record = self.people[person]
        ends = sorted((p["until"], i) for i, p in enumerate(record.get("past", []))
                      if day <= p["until"])
        then = record["past"][ends[0][1]] if ends else {}
        return then.get(field, record.get(field))

    def chain(self, person, day):
        above = []
        while person and len(above) <= len(self.people):
            person = self.position(person, day, "manager")
            above.append(person)
        return above

    def relation(self, response, about):
        giver, day = response["from"], response["date"]
        if "relation" in response:
            return response["relation"]
        if isinstance(giver, dict):
            return "other"
        if giver == about:
            return "self"
        if self.position(about, day, "manager") == giver:
            return "manager"
        if self.position(giver, day, "manager") == about:
            return "direct-report"
        if giver in self.chain(about, day) or about in self.chain(giver, day):
            return "other"
        return "peer"

    def of_role(self, role):
        for name, framework in self.frameworks.items():
            if role in framework["roles"]:
                return name
        return None

    def full(self, skill, preferred):
        if "/" in skill:
            return skill
        order = ([preferred] if preferred else []) + list(self.frameworks)
        return next(f"{f}/{skill}" for f in order if skill in self.frameworks[f]["skills"])

    def span_end(self, cycle):
        period = self.cycles[cycle]["period"]
        return {"2025-H2": "2025-12-31", "2026-Q1": "2026-03-31", "2026-02": "2026-02-28",
                "2026-Q2": "2026-06-30", "2026-H1": "2026-06-30"}[period]

    def responses(self, person, cycle):
        return sorted((r for r in self.kinds.get("feedback", {}).values()
                       if r.get("cycle") == cycle and person in as_list(r["about"])
                       and r["date"] <= self.as_of), key=lambda r: (r["date"], r["id"]))

    def levels(self, person, cycle, preferred):
        """By skill and group: of each rater the mean."""
        found = {}
        for response in self.responses(person, cycle):
            group, giver = self.relation(response, person), json.dumps(response["from"])
            for skill, given in response.get("ratings", {}).items():
                if given != "not-observed":
                    groups = found.setdefault(self.full(skill, preferred), {})
                    groups.setdefault(group, {}).setdefault(giver, []).append(given)
        return {skill: {group: [mean(given) for given in raters.values()]
                        for group, raters in groups.items()} for skill, groups in found.items()}

    def weight(self, cycle, group):
        groups = self.cycles[cycle].get("groups", {})
        return groups.get(group, {}).get("weight", WEIGHTS[group])

    def others(self, cycle, groups):
        shown = [(self.weight(cycle, g), mean(groups[g])) for g in groups if g != "self"]
        total = sum(w for w, _ in shown)
        return sum(w * x for w, x in shown) / total if total > 0 else None

    def before(self, person, cycle):
        wanted = self.cycles[cycle].get("framework")
        found = [(self.span_end(c), c) for c, record in self.cycles.items()
                 if self.span_end(c) < self.span_end(cycle)
                 and record.get("framework") == wanted and self.responses(person, c)]
        return max(found)[1] if found else None

    def preferred(self, person, cycle):
        closes = self.cycles[cycle].get("closes", self.as_of)
        role = self.position(person, closes, "role")
        return self.cycles[cycle].get("framework") or self.of_role(role)

    def classify(self, expected, own, others):
        limit = self.settings.get("gap_threshold", 0.5)
        if expected is None or others is None:
            return None
        gap = None if own is None else own - others
        if gap is not None and gap >= limit - NEAR and \
                others < expected - NEAR and own >= expected - NEAR:
            return "blind-spot"
        if gap is not None and gap <= NEAR - limit and \
                own < expected - NEAR and others >= expected - NEAR:
            return "hidden-strength"
        return "strength" if others >= expected - NEAR else "need"

    def report(self, person, cycle):
        preferred = self.preferred(person, cycle)
        closes = self.cycles[cycle].get("closes", self.as_of)
        role = self.position(person, closes, "role")
        owner = self.of_role(role)
        expects = self.frameworks[owner]["roles"][role]["expects"] if owner else {}
        expects = {self.full(skill, owner): n for skill, n in expects.items()}
        before = self.before(person, cycle)
        old = self.levels(person, before, self.preferred(person, before)) if before else {}
        skills = []
        for full, groups in sorted(self.levels(person, cycle, preferred).items()):
            framework, bare = full.split("/")
            scale = self.frameworks[framework]["scale"]
            half = (scale["max"] - scale["min"]) / 2
            own = mean(groups["self"]) if "self" in groups else None
            others = self.others(cycle, groups)
            was = self.others(before, old[full]) if full in old else None
            skills.append({
                "skill": bare if framework == preferred else full,
                "expected": expects.get(full), "self": own, "others": others,
                "gap": None if None in (own, others) else own - others,
                "class": self.classify(expects.get(full), own, others),
                "change": None if None in (others, was) else others - was,
                "groups": [{
                    "group": g, "answers": len(groups[g]), "mean": mean(groups[g]),
                    "agreement": 1 - math.sqrt(mean([(x - mean(groups[g])) ** 2
                                                     for x in groups[g]])) / half,
                    "distribution": {repr(round(x, 9)): sum(near(x, y) for y in groups[g])
                                     for x in groups[g]},
                } for g in GROUPS if g in groups]})
        return {"skills": skills, "groups": self.groups(person, cycle),
                "comments": self.comments(person, cycle, preferred)}

    def groups(self, person, cycle):
        raters = {}
        for r in self.responses(person, cycle):
            raters.setdefault(self.relation(r, person), set()).add(json.dumps(r["from"]))
        return [{"group": g, "raters": len(raters[g]), "merged": [],
                 "weight": None if g == "self" else self.weight(cycle, g)}
                for g in GROUPS if g in raters]

    def comments(self, person, cycle, preferred):
        found = {"strengths": [], "improvements": []}
        for response in self.responses(person, cycle):
            giver = response["from"]
            giver = giver["name"] if isinstance(giver, dict) else giver
            for key, listed in found.items():
                points = response.get(key, [])
                for point in [{"text": points}] if isinstance(points, str) else points:
                    skill = point.get("skill")
                    if skill:
                        framework, bare = self.full(skill, preferred).split("/")
                        skill = bare if framework == preferred else f"{framework}/{bare}"
                    listed.append({"skill": skill, "text": point["text"].strip(), "from": giver})
        for listed in found.values():
            listed.sort(key=lambda c: (c["skill"] is None, c["skill"] or ""))
        return found


# Comparison


def part(report, name):
    """What a report says of one kind of figure, flat."""
    skills = report["skills"]
    groups = [g for s in skills for g in s["groups"]]
    return {
        "groups": lambda: [g[key] for g in report["groups"]
                           for key in ("group", "raters", "merged", "weight")],
        "names": lambda: [s["skill"] for s in skills],
        "answers": lambda: [[g["group"], g["answers"]] for g in groups],
        "means": lambda: [g["mean"] for g in groups],
        "agreement": lambda: [g["agreement"] for g in groups],
        "distribution": lambda: [[round(float(level), 6), n] for g in groups
                                 for level, n in sorted(g["distribution"].items(),
                                                        key=lambda pair: float(pair[0]))],
        "totals": lambda: [s[key] for s in skills for key in ("expected", "self", "others", "gap")],
        "class": lambda: [s["class"] for s in skills],
        "change": lambda: [s["change"] for s in skills],
        "comments": lambda: [report["comments"]],
    }[name]()


def same(got, want):
    if len(got) != len(want):
        return False
    return all(near(a, b) if isinstance(a, (int, float)) else a == b for a, b in zip(got, want))


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def compare(tools, folder, seed, wrong):
    settings, records, as_of = a_workspace(seed)
    dice = random.Random(seed)
    write(folder, settings, turned(dice, records), dice)
    found, _ = run(f"{tools}/whet-check", "-C", folder)
    if found:
        wrong.append(("accepted", f"seed {seed}: {found.splitlines()[0]}"))
    figures = Figures(settings, records, as_of)
    compared = 0
    for cycle in figures.cycles:
        out, err = run(f"{tools}/whet-360", "-C", folder, "--all", "--cycle", cycle, "--as-of",
                       as_of, "--format", "json")
        reports = json.loads(out)["reports"] if out else []
        if [r["about"] for r in reports] != sorted(figures.people):
            wrong.append(("groups", f"seed {seed}, {cycle}: not everybody: {err}"))
        for report in reports:
            want = figures.report(report["about"], cycle)
            compared += len(want["skills"])
            for name in PARTS:
                a, b = part(report, name), part(want, name)
                if not same(a, b):
                    wrong.append((name, f"seed {seed}, {cycle}, {report['about']}: {a} for {b}"))
    return compared


def main(tools):
    names = ["accepted"] + PARTS
    print(f"1..{(SEEDS // GROUP) * len(names)}")
    number = 0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, SEEDS, GROUP):
            wrong, compared = [], 0
            for seed in range(first, first + GROUP):
                compared += compare(tools, f"{folder}/w", seed, wrong)
            for name in names:
                number += 1
                found = [text for part_name, text in wrong if part_name == name]
                print("not ok" if found or not compared else "ok", number,
                      f"- {name}, workspaces {first} to {first + GROUP - 1}", flush=True)
                for text in found[:3]:
                    print("#", text[:600])


main(sys.argv[1])
