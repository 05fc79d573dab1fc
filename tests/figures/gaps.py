"""gaps.py BIN: the figures of whet-gaps, computed a second time.

Makes random workspaces (the same ones every time) and compares BIN/whet-gaps with what this file
computes from the same records: expected, assessed and next levels with their source and date, gaps and
their order, opportunities and their order, what covers a gap, and who could teach whom. The rules of
whet-check have to accept what is made here. Prints TAP: one line for every group of workspaces and
kind of figure.
"""

import datetime
import json
import os
import random
import shutil
import subprocess
import sys

SEEDS = 10 if os.environ.get("SAN") else 100
GROUP = SEEDS // 10
NEAR = 1e-9
FIRST = datetime.date(2026, 1, 1)
SKILLS = {"f": ["design", "ops", "tests"], "g": ["trucks", "words"]}
FRAMEWORK = {skill: f for f, skills in SKILLS.items() for skill in skills}
ROLES = ["r0", "r1", "r2"]
WEIGHTS = {"manager": 40, "peer": 30, "direct-report": 30, "other": 30}
ENDS = {"2025-H1": "2025-06-30", "2025-H2": "2025-12-31", "2026-Q1": "2026-03-31",
        "2026-Q2": "2026-06-30", "2026-H1": "2026-06-30", "2026-H2": "2026-12-31"}
STARTS = {"2025-H1": "2025-01-01", "2025-H2": "2025-07-01", "2026-Q1": "2026-01-01",
          "2026-Q2": "2026-04-01", "2026-H1": "2026-01-01", "2026-H2": "2026-07-01"}
MODES = ["experience", "social", "formal", None]


# Workspaces


def a_day(dice, low=-200, high=300):
    return str(FIRST + datetime.timedelta(days=dice.randint(low, high)))


def a_name(dice, skill):
    return dice.choice([skill, f"{FRAMEWORK[skill]}/{skill}"])


def some_levels(dice, most=4):
    chosen = dice.sample(list(FRAMEWORK), dice.randint(1, most))
    return {a_name(dice, s): dice.choice([1, 1.5, 2, 2, 3, 3, 4]) for s in chosen}


def frameworks(dice):
    made = []
    for name, skills in SKILLS.items():
        roles = {}
        if name == "f":
            for i, role in enumerate(ROLES):
                roles[role] = {"title": role, "expects": some_levels(dice, 5)}
                if i + 1 < len(ROLES) and dice.random() < 0.8:
                    roles[role]["next"] = dice.sample(ROLES[i + 1:],
                                                      dice.randint(1, len(ROLES) - i - 1))
        made.append({"kind": "framework", "id": name, "title": name, "scale": {"min": 1, "max": 4},
                     "skills": {s: {"title": s} for s in skills}} | ({"roles": roles} if roles else {}))
    return made


def a_person(dice, name):
    made = {"kind": "person", "id": name, "name": name, "manager": "boss",
            "team": dice.choice(["top", "low", "else"])}
    if dice.random() < 0.9:
        made["role"] = dice.choice(ROLES + [f"f/{ROLES[0]}"])
    if dice.random() < 0.3:
        made["past"] = [{"until": a_day(dice), "role": dice.choice(ROLES)}]
    if dice.random() < 0.15:
        made["end"] = a_day(dice)
    return made


def a_feedback(dice, name, people, cycles):
    about = dice.choice(people)
    made = {"kind": "feedback", "id": name, "about": about, "date": a_day(dice, -200, 250),
            "from": dice.choice(people + ["boss", about, {"name": "Eve"}])}
    if dice.random() < 0.2:
        made["relation"] = dice.choice(["manager", "peer", "other"])
    if dice.random() < 0.6:
        made["cycle"] = dice.choice(cycles)
    made["ratings"] = some_levels(dice)
    if dice.random() < 0.3:
        made["ratings"][next(iter(made["ratings"]))] = "not-observed"
    return made


def an_opportunity(dice, name, others):
    steps = {}
    for skill in dice.sample(list(FRAMEWORK), dice.randint(1, 2)):
        start = dice.choice([1, 1.5, 2, 3])
        steps[a_name(dice, skill)] = {"from": start, "to": min(4, start + dice.choice([0.5, 1, 2]))}
    made = {"kind": "opportunity", "id": name, "title": name, "skills": steps,
            "mode": dice.choice(MODES[:3])}
    if dice.random() < 0.7:
        made["effort_hours"] = dice.choice([2, 8, 8, 40])
    if others and dice.random() < 0.5:
        made["prerequisites"] = dice.sample(others, min(len(others), dice.randint(1, 2)))
    return made


def a_plan(dice, name, people):
    period = dice.choice(list(ENDS))
    made = {"kind": "plan", "id": name, "owner": dice.choice(people), "period": period, "focus": {}}
    for i in range(dice.randint(1, 3)):
        focus = {"skill": a_name(dice, dice.choice(list(FRAMEWORK)))}
        if dice.random() < 0.15:
            focus = {"title": "Without a skill"}
        actions = {}
        for k in range(dice.randint(0, 3)):
            actions[f"a{k}"] = {"title": "Act", "due": a_day(dice)}
            how = dice.random()
            if how < 0.5:
                actions[f"a{k}"]["done" if how < 0.3 else "dropped"] = a_day(dice)
        if actions:
            focus["actions"] = actions
        made["focus"][f"f{i}"] = focus
    return made


def a_workspace(seed):
    dice = random.Random(seed)
    people = [f"p{i}" for i in range(dice.randint(2, 5))]
    cycles = [f"c{i}" for i in range(dice.randint(1, 3))]
    records = frameworks(dice) + [{"kind": "person", "id": "boss", "name": "Boss"}]
    records += [{"kind": "team", "id": "top", "name": "Top"}, {"kind": "team", "id": "else", "name": "E"},
                {"kind": "team", "id": "low", "name": "Low", "parent": "top"}]
    records += [a_person(dice, p) for p in people]
    for c in cycles:
        made = {"kind": "cycle", "id": c, "title": c, "participants": people,
                "period": dice.choice(list(ENDS))}
        if dice.random() < 0.4:
            made["groups"] = {g: {"weight": dice.choice([10, 25, 60])}
                              for g in dice.sample(list(WEIGHTS), 2)}
        if dice.random() < 0.4:
            made["framework"] = dice.choice(list(SKILLS))
        records.append(made)
    records += [a_feedback(dice, f"b{i}", people, cycles) for i in range(dice.randint(0, 25))]
    reviews = []
    for i in range(dice.randint(0, 6)):
        made = {"kind": "review", "id": f"v{i}", "about": dice.choice(people), "by": "boss",
                "status": dice.choice(["final", "final", "draft"]), "levels": some_levels(dice)}
        made |= dice.choice([{"period": dice.choice(list(ENDS))}, {"cycle": dice.choice(cycles)}])
        reviews.append(made)
    records += reviews
    for i in range(dice.randint(0, 6) if reviews else 0):
        review = dice.choice(reviews)
        records.append({"kind": "acknowledgement", "id": f"k{i}", "of": f"review:{review['id']}",
                        "by": dice.choice([review["about"], "boss"]), "date": a_day(dice),
                        "agrees": dice.random() < 0.5, "seen": "sha256:" + 64 * "0"})
    names = [f"o{i}" for i in range(dice.randint(0, 8))]
    dice.shuffle(names)
    records += [an_opportunity(dice, o, names[:i]) for i, o in enumerate(names)]
    records += [a_plan(dice, f"n{i}", people) for i in range(dice.randint(0, 4))]
    return records, a_day(dice, -150, 300), dice


def write(folder, records, dice):
    """Writes records to files in any order; YAML takes JSON."""
    shutil.rmtree(folder, ignore_errors=True)
    files = {"whet.yaml": [json.dumps({"kind": "workspace", "version": 1})]}
    for record in dice.sample(records, len(records)):
        files.setdefault(f"notes/{dice.randrange(4)}.yaml", []).append(json.dumps(record))
    os.makedirs(f"{folder}/notes")
    for path, documents in files.items():
        with open(f"{folder}/{path}", "w", encoding="utf-8") as f:
            f.write("\n---\n".join(documents) + "\n")


# Figures


def bare(skill):
    return skill.split("/")[-1]


def by_skill(levels):
    return {bare(s): v for s, v in levels.items()}


def mean(values):
    return sum(values) / len(values)


def key(number):
    return -1e99 if number is None else round(number / NEAR)


class Figures:
    def __init__(self, records, as_of):
        self.as_of = as_of
        self.of = {}
        for r in sorted(records, key=lambda r: r["id"]):
            self.of.setdefault(r["kind"], {})[r["id"]] = r
        self.roles = self.of["framework"]["f"]["roles"]

    def all(self, kind):
        return list(self.of.get(kind, {}).values())

    def role(self, person):
        past = [p for p in person.get("past", []) if self.as_of <= p["until"]]
        return past[0]["role"] if past else person.get("role")

    def active(self, person):
        return "end" not in person or self.as_of <= person["end"]

    def ends(self, review):
        period = review.get("period") or self.of["cycle"][review["cycle"]]["period"]
        return ENDS[period]

    def relation(self, f):
        if "relation" in f:
            return f["relation"]
        if isinstance(f["from"], dict):
            return "other"
        if f["from"] == f["about"]:
            return "self"
        return "manager" if f["from"] == "boss" else "peer"

    def disputed(self, review):
        mine = [a for a in self.all("acknowledgement") if a["of"] == f"review:{review['id']}"
                and a["by"] == review["about"] and a["date"] <= self.as_of]
        return bool(mine) and not max(mine, key=lambda a: (a["date"], a["id"]))["agrees"]

    def assessed(self, who, skill):
        """Level, basis, record, date, disputed."""
        reviews = [v for v in self.all("review") if v["about"] == who and v["status"] == "final"
                   and self.ends(v) <= self.as_of and skill in by_skill(v["levels"])]
        if reviews:
            last = max(reviews, key=lambda v: (self.ends(v), v["id"]))
            return (by_skill(last["levels"])[skill], "review", f"review:{last['id']}",
                    self.ends(last), self.disputed(last))
        rated = []
        for f in self.all("feedback"):
            level = by_skill(f["ratings"]).get(skill)
            if f["about"] == who and f["date"] <= self.as_of and level not in (None, "not-observed"):
                rated.append((f, level))
        cycles = []
        for c in self.all("cycle"):
            level = self.others(c, [r for r in rated if r[0].get("cycle") == c["id"]])
            if level is not None and ENDS[c["period"]] <= self.as_of:
                cycles.append((ENDS[c["period"]], c["id"], level))
        if cycles:
            end, name, level = max(cycles)
            return level, "others", f"cycle:{name}", end, False
        for basis in "manager", "self":
            own = [(f["date"], f["id"], level) for f, level in rated if self.relation(f) == basis]
            if own:
                date, name, level = max(own)
                return level, basis, f"feedback:{name}", date, False
        return None, None, None, None, False

    def others(self, cycle, rated):
        groups = {}
        for f, level in rated:
            rater = f["from"]["name"] if isinstance(f["from"], dict) else f["from"]
            groups.setdefault(self.relation(f), {}).setdefault(rater, []).append(level)
        groups.pop("self", None)
        weights = {g: cycle.get("groups", {}).get(g, {}).get("weight", WEIGHTS[g]) for g in groups}
        if not groups:
            return None
        return (sum(weights[g] * mean([mean(r) for r in raters.values()])
                    for g, raters in groups.items()) / sum(weights.values()))

    def covered_by(self, who, skill):
        made = []
        for p in self.all("plan"):
            if p["owner"] != who or not STARTS[p["period"]] <= self.as_of <= ENDS[p["period"]]:
                continue
            for name, focus in p["focus"].items():
                for action, a in focus.get("actions", {}).items():
                    open_ = all(a.get(end, "9") > self.as_of for end in ("done", "dropped"))
                    if bare(focus.get("skill", "")) == skill and open_:
                        made.append(f"plan:{p['id']}#{name}/{action}")
        return made

    def fitting(self, skill, level):
        made = []
        for o in self.all("opportunity"):
            step = by_skill(o["skills"]).get(skill)
            if level is not None and step and step["from"] <= level + NEAR and level + NEAR < step["to"]:
                made.append(o["id"])
        return made

    def skills_of(self, who, role):
        named = set(by_skill(self.roles[role]["expects"])) if role else set()
        for n in self.roles[role].get("next", []) if role else []:
            named |= set(by_skill(self.roles[n]["expects"]))
        for s in FRAMEWORK:
            if self.assessed(who, s)[0] is not None:
                named.add(s)
        return named

    def gaps(self, person):
        who, role = person["id"], self.role(person)
        role = bare(role) if role else None
        made = []
        for skill in self.skills_of(who, role):
            expected = by_skill(self.roles[role]["expects"]).get(skill) if role else None
            level, basis, record, date, disputed = self.assessed(who, skill)
            nexts = [by_skill(self.roles[n]["expects"]).get(skill)
                     for n in (self.roles[role].get("next", []) if role else [])]
            known = expected is not None and level is not None
            made.append({"skill": skill, "expected": expected, "assessed": level,
                         "gap": expected - level if known else None,
                         "next_expected": max((n for n in nexts if n is not None), default=None),
                         "source": basis, "source_record": record, "source_date": date,
                         "disputed": disputed, "opportunities": self.fitting(skill, level),
                         "covered_by": self.covered_by(who, skill)})
        return sorted(made, key=lambda g: (-key(g["gap"]), -key(g["next_expected"]), g["skill"]))

    def people(self, team=None):
        teams = {None: None, "top": ("top", "low")}.get(team, (team,))
        return [p for p in self.all("person") if self.active(p)
                and (teams is None or p.get("team") in teams)]

    def teaching(self, people):
        levels = {(p["id"], s): self.assessed(p["id"], s)[0] for p in people for s in FRAMEWORK}
        made = []
        for learner in people:
            for g in self.gaps(learner):
                able = [(key(levels[p["id"], g["skill"]]), p["id"]) for p in people
                        if levels[p["id"], g["skill"]] is not None and g["gap"] is not None
                        and g["gap"] > NEAR
                        and levels[p["id"], g["skill"]] >= g["expected"] - NEAR]
                if able:
                    teacher = min(able)[1]
                    far = levels[teacher, g["skill"]] - g["assessed"]
                    made.append((key(far), g["skill"], learner["id"], teacher))
        return [{"skill": s, "teacher": t, "learner": w} for _, s, w, t in sorted(made)]


def is_near(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(is_near(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(is_near, a, b))
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= NEAR
    return a == b


def in_order(opportunities, figures):
    """Does each stand behind what it asks for, directly or not, of those that are there?"""
    def asks(name, seen):
        for before in figures.of["opportunity"][name].get("prerequisites", []):
            if before not in seen:
                seen.add(before)
                asks(before, seen)
        return seen
    return all(later not in asks(o, set()) for i, o in enumerate(opportunities)
               for later in opportunities[i + 1:])


# Comparison


class Tap:
    def __init__(self):
        self.count, self.failed = 0, False

    def ok(self, wrong, name):
        self.count += 1
        self.failed = self.failed or bool(wrong)
        for line in wrong[:5]:
            print(f"# {line}")
        print(f"{'not ok' if wrong else 'ok'} {self.count} - {name}")


def run(tool, folder, *arguments):
    done = subprocess.run([tool, "-C", folder, *arguments], capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def compare(binary, folder, seed, wrong):
    records, as_of, dice = a_workspace(seed)
    write(folder, records, dice)
    status, out, err = run(f"{binary}/whet-check", folder)
    if "error" in out or status:
        wrong["check"].append(f"seed {seed}: {out or err}")
        return
    figures = Figures(records, as_of)
    for team in None, "top", "else":
        people = figures.people(team)
        given = ["--team", team] if team else []
        status, out, err = run(f"{binary}/whet-gaps", folder, "--format", "json", "-q", "--as-of",
                               as_of, *given)
        if not people:
            wrong["people"] += [] if status == 2 else [f"seed {seed}: {team} has nobody"]
            continue
        if status:
            wrong["people"].append(f"seed {seed}: {team}: {err}")
            continue
        got = json.loads(out)
        for person in got["people"]:
            for gap in person["gaps"]:
                if not in_order(gap["opportunities"], figures):
                    wrong["order"].append(f"seed {seed}: {gap['opportunities']}")
                gap["opportunities"].sort()
        want = [{"person": p["id"], "role": figures.role(p), "gaps": figures.gaps(p)} for p in people]
        for a, b in zip(got["people"], want):
            if not is_near(a, b):
                wrong["people"].append(f"seed {seed}, {as_of}: got {a}, want {b}")
        if len(got["people"]) != len(want):
            wrong["people"].append(f"seed {seed}: {len(got['people'])} of {team}, want {len(want)}")
        if got["teaching"] != figures.teaching(people):
            wrong["teaching"].append(f"seed {seed}: got {got['teaching']}, "
                                     f"want {figures.teaching(people)}")


def main():
    binary = sys.argv[1]
    tap = Tap()
    names = {"check": "what is made here is valid", "people": "levels, gaps and what covers them",
             "order": "prerequisites stand before what asks for them",
             "teaching": "who could teach whom"}
    for first in range(0, SEEDS, GROUP):
        wrong = {name: [] for name in names}
        for seed in range(first, first + GROUP):
            compare(binary, "workspace", seed, wrong)
        for name, words in names.items():
            tap.ok(wrong[name], f"{words}: seeds {first} to {first + GROUP - 1}")
    print(f"1..{tap.count}")
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
