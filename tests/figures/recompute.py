"""recompute.py BIN: the figures of whet-progress, computed a second time.

Makes random workspaces (the same ones every time) and compares BIN/whet-progress with what this
file computes from the same records: all of a goal's figures, both roll-ups, the percentages of the
text. The order of files and of keys must not change any of it, and the rules of whet-check have to
accept what is made here. Prints TAP: one line for every group of workspaces and kind of figure.
"""

import calendar
import csv
import datetime
import io
import json
import os
import random
import shutil
import subprocess
import sys

SEEDS = 10 if os.environ.get("SAN") else 200
GROUP = SEEDS // 10
NEAR = 1e-9
DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2026, 1, 1)
PACES = ["draft", "dropped", "closed", "not-started", "unmeasured", "met", "overdue", "open",
         "on-pace", "behind", "far-behind"]


def day(text):
    return datetime.date.fromisoformat(text)


# Workspaces


def dates(dice, low, high):
    return str(FIRST + dice.randint(low, high) * DAY)


def a_day(dice, now):
    """Any day, or one that may be the last before something is stale or ends."""
    if dice.random() < 0.5:
        return dates(dice, -10, 300)
    ago = now - dice.choice([-1, 0, 1, 3, 4, 7, 8, 10, 11, 14, 15, 30, 31])
    return dates(dice, ago, ago)


def weight(dice):
    return dice.choice([0, 0.1, 0.25, 0.5, 1, 1, 1.5, 2, 3, 7])


def a_key_result(dice):
    shape = dice.choice(["metric", "metric", "sustain", "milestones", "yes-no"])
    made = {"title": shape}
    if shape == "metric":
        made["baseline"] = dice.choice([0, 10, 480, -5, 0.3, 1e6])
        made["target"] = made["baseline"] + dice.choice([-180, -0.7, 1, 2.5, 60, 1000])
    elif shape == "sustain":
        bounds = sorted(dice.choice([-3, 0, 0.1, 5, 12]) for _ in range(2))
        made["min"], made["max"] = bounds
        gone = dice.choice(["min", "max", None])
        made.pop(gone, None)
    elif shape == "milestones":
        made["milestones"] = {f"m{i}": a_milestone(dice) for i in range(dice.randint(1, 4))}
        some_weight(made["milestones"])
    if dice.random() < 0.5:
        made["weight"] = weight(dice)
    return made


def a_milestone(dice):
    made = {"title": "A step"}
    if dice.random() < 0.5:
        made["weight"] = weight(dice)
    if dice.random() < 0.6:
        made["done"] = dates(dice, 0, 300)
    return made


def some_weight(parts):
    """Weights that add up to zero are an error."""
    if parts and not any(part.get("weight", 1) for part in parts.values()):
        next(iter(parts.values()))["weight"] = 2


def a_span(dice, now):
    kind = dice.randrange(7)
    if kind == 0:
        return {"period": f"2026-Q{dice.randint(1, 4)}"}
    if kind == 1:
        return {"period": f"2026-H{dice.randint(1, 2)}"}
    if kind == 2:
        return {"period": dice.choice(["2025", "2026"])}
    if kind == 3:
        return {"period": f"2026-{dice.randint(1, 12):02}"}
    start = dice.choice([now, dice.randint(0, 200)])
    due = start + dice.choice([0, 1, 7, 30, 91, 180])
    span = {"start": dates(dice, start, start), "due": dates(dice, due, due)}
    return {"period": "..".join(span.values())} if kind == 4 else span


def an_edge(dice, name, now, people):
    """A goal whose pace hangs on a hair: a hundred days, and a metric in tenths of a percent."""
    elapsed = dice.choice([5, 9, 10, 11, 50, 75, 80, 99, 100, 101])
    part = dice.choice([0.7499, 0.75, 0.7501, 0.9499, 0.95, 0.9501, 0.9999, 1])
    made = {"kind": "goal", "id": name, "title": f"Goal {name}", "owner": dice.choice(people),
            "start": dates(dice, now - elapsed, now - elapsed),
            "due": dates(dice, now - elapsed + 100, now - elapsed + 100)}
    if dice.random() < 0.3:
        made["commitment"], part = "aspirational", part * 0.7
    made["key_results"] = {"k": {"title": "metric", "baseline": 0, "target": 1000}}
    value = 10 * min(100, elapsed) * part
    made["checkins"] = [{"date": dates(dice, now, now), "values": {"k": value}}]
    return made


def a_goal(dice, name, now, above, owners):
    made = {"kind": "goal", "id": name, "title": f"Goal {name}", "owner": dice.choice(owners)}
    made |= a_span(dice, now)
    if dice.random() < 0.6:
        made["commitment"] = dice.choice(["committed", "aspirational", "learning"])
    if above and dice.random() < 0.6:
        made["supports"] = dice.choice(above)
    if dice.random() < 0.5:
        made["weight"] = weight(dice)
    if dice.random() < 0.2:
        made["cadence_days"] = dice.choice([1, 7, 30])
    if dice.random() < 0.2:
        made["status"] = dice.choice(["draft", "active", "dropped"])
    if dice.random() < 0.15:
        made["close"] = {"date": a_day(dice, now), "outcome": "partly"}
    if dice.random() < 0.65:
        made["key_results"] = {f"k{i}": a_key_result(dice) for i in range(dice.randint(1, 4))}
        some_weight(made["key_results"])
    return made


def some_values(dice, goal):
    values = {}
    for name, kr in goal.get("key_results", {}).items():
        if "milestones" in kr or dice.random() < 0.3:
            continue
        if "baseline" in kr:
            way = kr["target"] - kr["baseline"]
            part = dice.choice([-0.2, 0, 0.5, 0.7, 0.74, 0.996, 1, 1.3])
            values[name] = kr["baseline"] + way * part
        elif "min" in kr or "max" in kr:
            values[name] = dice.choice([-4, -3, 0, 0.1, 0.1 + 1e-12, 5, 6, 12, 13])
        else:
            values[name] = dice.random() < 0.5
    return values


def an_entry(dice, goal):
    entry = {}
    values = some_values(dice, goal)
    if values:
        entry["values"] = values
    if dice.random() < 0.4:
        entry["status"] = dice.choice(["on-track", "at-risk", "off-track"])
    if not entry or dice.random() < 0.2:
        entry["confidence"] = dice.randint(1, 10)
    return entry


def add_checkins(dice, records, goals, people, now, ties):
    """At most one of a goal, day and person; one of a goal and day, unless there may be ties."""
    taken = set()

    def free(goal, date, by):
        key = (goal["id"], date, by if ties else None)
        fresh = key not in taken
        taken.add(key)
        return fresh

    for number in range(dice.randint(0, 12)):
        date, by = a_day(dice, now), dice.choice(people)
        chosen = dice.sample(goals, dice.randint(1, min(3, len(goals))))
        entries = {g["id"]: an_entry(dice, g) for g in chosen if free(g, date, by)}
        if entries:
            records.append({"kind": "checkin", "id": f"c{number}", "by": by, "date": date,
                            "goals": entries})
    for goal in dice.sample(goals, len(goals) // 3):
        listed = []
        for _ in range(dice.randint(1, 4)):
            date, by = a_day(dice, now), dice.choice(people)
            if free(goal, date, by):
                listed.append({"date": date, "by": by} | an_entry(dice, goal))
        if listed:
            goal["checkins"] = listed


def a_person(dice, name, now, teams):
    made = {"kind": "person", "id": name, "name": name.title()}
    if dice.random() < 0.8:
        made["team"] = dice.choice(teams)
    if dice.random() < 0.4:
        ends = sorted({a_day(dice, now) for _ in range(dice.randint(1, 3))})
        made["past"] = [{"until": until, "team": dice.choice(teams)} for until in ends]
        dice.shuffle(made["past"])
    if dice.random() < 0.3:
        ends = sorted([a_day(dice, now), a_day(dice, now)])
        made |= {end: on for end, on in zip(["start", "end"], ends) if dice.random() < 0.7}
    if dice.random() < 0.4:
        made["away"] = []
        for _ in range(dice.randint(1, 3)):
            start = now + dice.randint(-60, 20)
            made["away"].append({"from": dates(dice, start, start),
                                 "to": dates(dice, start, start + 12)})
    return made


def a_workspace(seed):
    """Settings, records, and the day to compute as of. Only odd seeds have ties of check-ins."""
    dice = random.Random(seed)
    now = dice.randint(60, 330)
    settings = {"kind": "workspace", "version": 1}
    if dice.random() < 0.4:
        settings["cadence_days"] = dice.choice([3, 10, 60])
    if dice.random() < 0.4:
        settings["fiscal_year_start"] = dice.randint(1, 12)
    teams = [f"t{i}" for i in range(dice.randint(1, 4))]
    records = [{"kind": "team", "id": t, "name": t} for t in teams]
    for i, team in enumerate(records):
        if i and dice.random() < 0.6:
            team["parent"] = dice.choice(teams[:i])
    people = [f"p{i}" for i in range(dice.randint(1, 5))]
    records += [a_person(dice, p, now, teams) for p in people]
    names = [f"g{i}" for i in range(dice.randint(1, 10))]
    dice.shuffle(names)
    goals = [a_goal(dice, g, now, names[:i], people + teams) for i, g in enumerate(names)]
    edges = [an_edge(dice, f"e{i}", now, people) for i in range(dice.randint(0, 3))]
    records += goals + edges
    add_checkins(dice, records, goals, people, now, seed % 2)
    return settings, records, dates(dice, now, now)


# Files


def turned(dice, value):
    """The same value with the keys of its mappings in another order; lists keep theirs."""
    if isinstance(value, dict):
        keys = dice.sample(list(value), len(value))
        return {key: turned(dice, value[key]) for key in keys}
    if isinstance(value, list):
        return [turned(dice, each) for each in value]
    return value


def write(folder, settings, records, dice):
    """Writes each record to a file of a name of its own or to one with others. YAML takes JSON.
    Returns the place of each record: path, and number of the document in the file."""
    shutil.rmtree(folder, ignore_errors=True)
    files, places = {}, {}
    for record in dice.sample(records, len(records)):
        folders = ["goals", "goals/deep", "people", "checkins", "notes"]
        name = dice.choice(["shared", f"{dice.randrange(10 ** 9):09}", "all"])
        path = f"{dice.choice(folders)}/{name}.{dice.choice(['yaml', 'yml'])}"
        files.setdefault(path, []).append(json.dumps(record, indent=dice.choice([None, 1])))
        places[record["kind"], record["id"]] = path, len(files[path])
    files["whet.yaml"] = [json.dumps(settings)]
    for path, documents in files.items():
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        with open(f"{folder}/{path}", "w", encoding="utf-8") as f:
            f.write("\n---\n".join(documents) + "\n")
    return places


# Figures


def month_span(year, month, months):
    """First and last day of as many months from that one on; months count on over the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + months - 1
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return (datetime.date(year, month, 1),
            datetime.date(end_year, end, calendar.monthrange(end_year, end)[1]))


def span_of(goal, settings):
    if "period" not in goal:
        return day(goal["start"]), day(goal["due"])
    period, first = goal["period"], settings.get("fiscal_year_start", 1)
    if ".." in period:
        return tuple(day(text) for text in period.split(".."))
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return month_span(int(year), first + 3 * (int(part[1:]) - 1), 3)
    if part.startswith("H"):
        return month_span(int(year), first + 6 * (int(part[1:]) - 1), 6)
    if part:
        return month_span(int(year), int(part), 1)
    return month_span(int(year), first, 12)


def mean(pairs):
    total = sum(w for w, _ in pairs)
    return sum(w * x for w, x in pairs) / total if total > 0 else None


class Figures:
    """The figures of one workspace."""

    def __init__(self, settings, records, places, as_of):
        self.settings, self.as_of = settings, day(as_of)
        self.by_id = {(r["kind"], r["id"]): r for r in records}
        self.goals = {r["id"]: r for r in records if r["kind"] == "goal"}
        self.people = {r["id"]: r for r in records if r["kind"] == "person"}
        self.teams = {r["id"]: r for r in records if r["kind"] == "team"}
        self.checkins = {g: [] for g in self.goals}
        for record in records:
            place = places.get((record["kind"], record["id"]))
            if record["kind"] == "checkin":
                for goal, entry in record["goals"].items():
                    self.checkins[goal].append((day(record["date"]), place, 0, entry))
            elif record["kind"] == "goal":
                for i, entry in enumerate(record.get("checkins", [])):
                    self.checkins[record["id"]].append((day(entry["date"]), place, i, entry))
        for goal, listed in self.checkins.items():
            self.checkins[goal] = sorted((c for c in listed if c[0] <= self.as_of),
                                         key=lambda c: c[:3])
        self.scores = {}

    def key_result(self, goal, name):
        kr = self.goals[goal]["key_results"][name]
        entries = [c[3] for c in self.checkins[goal]]
        values = [e["values"][name] for e in entries if name in e.get("values", {})]
        last = values[-1] if values else None
        made = {"id": name, "baseline": None, "target": None, "current": last, "holds": None,
                "weight": kr.get("weight", 1)}
        if "baseline" in kr:
            low, high = kr["baseline"], kr["target"]
            current = low if last is None else last
            return made | {"shape": "metric", "baseline": low, "target": high, "current": current,
                           "progress": (current - low) / (high - low)}
        if "min" in kr or "max" in kr:
            low, high = kr.get("min", -1e99) - NEAR, kr.get("max", 1e99) + NEAR
            held = [low <= value <= high for value in values]
            return made | {"shape": "sustain", "holds": held[-1] if held else None,
                           "progress": sum(held) / len(held) if held else None}
        if "milestones" in kr:
            parts = [(m.get("weight", 1), "done" in m and day(m["done"]) <= self.as_of)
                     for m in kr["milestones"].values()]
            return made | {"shape": "milestones", "progress": mean(parts)}
        return made | {"shape": "yes-no", "progress": 1 if last else 0}

    def key_results(self, goal):
        return [self.key_result(goal, name) for name in self.goals[goal].get("key_results", {})]

    def score(self, goal):
        if goal not in self.scores:
            parts = [(kr["weight"], min(1, max(0, kr["progress"])))
                     for kr in self.key_results(goal) if kr["progress"] is not None]
            if "key_results" not in self.goals[goal]:
                parts = self.rolled(self.supporters(goal))
            self.scores[goal] = mean(parts)
        return self.scores[goal]

    def supporters(self, goal):
        return [g for g, record in self.goals.items() if record.get("supports") == goal]

    def rolled(self, goals):
        return [(self.goals[g].get("weight", 1), self.score(g)) for g in goals
                if self.goals[g].get("status") not in ("draft", "dropped")
                and self.score(g) is not None]

    def elapsed(self, goal):
        start, due = span_of(self.goals[goal], self.settings)
        if start == due:
            return 1 if self.as_of >= start else 0
        return min(1, max(0, (self.as_of - start).days / (due - start).days))

    def end_value(self, goal):
        return 0.7 if self.goals[goal].get("commitment") == "aspirational" else 1

    def pace(self, goal):
        record, score, e = self.goals[goal], self.score(goal), self.elapsed(goal)
        start, due = span_of(record, self.settings)
        if record.get("status") in ("draft", "dropped"):
            return record["status"]
        if "close" in record and day(record["close"]["date"]) <= self.as_of:
            return "closed"
        if self.as_of < start:
            return "not-started"
        if score is None:
            return "unmeasured"
        r = score / self.end_value(goal)
        if r >= 1 - NEAR:
            return "met"
        if self.as_of > due:
            return "overdue"
        shapes = {kr["shape"] for kr in self.key_results(goal)}
        if record.get("commitment") == "learning" or shapes == {"yes-no"}:
            return "open"
        if e < 0.1 - NEAR or r >= 0.95 * e - NEAR:
            return "on-pace"
        return "behind" if r >= 0.75 * e - NEAR else "far-behind"

    def stale(self, goal):
        record = self.goals[goal]
        if self.pace(goal) in ("draft", "dropped", "closed", "not-started", "met"):
            return False
        since = span_of(record, self.settings)[0]
        if self.checkins[goal]:
            since = self.checkins[goal][-1][0]
        away = set()
        for absence in self.people.get(record["owner"], {}).get("away", []):
            first = day(absence["from"])
            away |= {first + i * DAY for i in range((day(absence["to"]) - first).days + 1)}
        days = [since + i * DAY for i in range(1, (self.as_of - since).days + 1)]
        cadence = record.get("cadence_days", self.settings.get("cadence_days", 14))
        return sum(d not in away for d in days) > cadence

    def goal(self, goal):
        record, krs = self.goals[goal], self.key_results(goal)
        last = self.checkins[goal][-1][0] if self.checkins[goal] else None
        statuses = [c[3]["status"] for c in self.checkins[goal] if "status" in c[3]]
        return {"id": goal, "owner": record["owner"], "title": record["title"],
                "commitment": record.get("commitment", "committed"), "score": self.score(goal),
                "measured": sum(kr["progress"] is not None for kr in krs), "of": len(krs),
                "expected": self.elapsed(goal) * self.end_value(goal), "pace": self.pace(goal),
                "declared": statuses[-1] if statuses else None, "stale": self.stale(goal),
                "days_since_checkin": (self.as_of - last).days if last else None,
                "key_results": {kr["id"]: kr for kr in krs}}

    def team_of(self, owner):
        if owner in self.teams:
            return owner
        person = self.people[owner]
        if not person.get("start", "") <= str(self.as_of) <= person.get("end", "9999"):
            return None
        held = [p for p in person.get("past", []) if day(p["until"]) >= self.as_of]
        return min(held, key=lambda p: p["until"], default=person).get("team")

    def teams_of(self, goal):
        team = self.team_of(self.goals[goal]["owner"])
        while team:
            yield team
            team = self.teams[team].get("parent")

    def rollup(self, by):
        rows = {}
        for goal, record in self.goals.items():
            owners = self.teams_of(goal) if by == "team" else [record.get("supports")]
            for owner in filter(None, owners):
                rows.setdefault(owner, []).append(goal)
        return {owner: {"by": by, "id": owner, "goals": len(goals),
                        "score": mean(self.rolled(goals)),
                        "pace": {p: [self.pace(g) for g in goals].count(p) for p in PACES}}
                for owner, goals in rows.items()}


# Comparison


def differences(ours, theirs, where=""):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(set(ours) | set(theirs)):
            yield from differences(ours.get(key, "(absent)"), theirs.get(key, "(absent)"),
                                   f"{where}/{key}")
        return
    number = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in (ours, theirs))
    if not (ours == theirs or number and abs(ours - theirs) <= NEAR * max(1, abs(ours))):
        yield f"{where}: {theirs!r}, recomputed {ours!r}"


def percents(score):
    """What a score may print as: either neighbour where rounding hangs on the last bit."""
    if score is None:
        return {"-"}
    if score >= 1 - NEAR:
        return {"100 %"}
    low, high = (int(100 * score + 0.5 + nudge) for nudge in (-1e-7, 1e-7))
    floor = 1 if score > NEAR else 0
    return {f"{min(99, max(floor, n))} %" for n in (low, high)}


class Tool:
    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.errors = []

    def run(self, folder, *options):
        run = subprocess.run([f"{self.folder}/{self.name}", "-C", folder, *options],
                             capture_output=True, encoding="utf-8", check=False)
        if run.returncode or run.stderr:
            self.errors.append(f"{self.name} {' '.join(options)}: {run.returncode} {run.stderr}")
        return run.stdout

    def json(self, folder, *options):
        try:
            return json.loads(self.run(folder, "--format", "json", *options))
        except json.JSONDecodeError as e:
            self.errors.append(f"{self.name} {' '.join(options)}: {e}")
            return {"goals": [], "rollup": []}


def by_id(rows):
    return {row["id"]: row for row in rows}


def with_named_parts(goals):
    return {g["id"]: g | {"key_results": by_id(g["key_results"])} for g in goals}


def compare(bad, seed, progress, check):
    """Adds what differs in the workspace of that seed to the lists of bad."""
    dice = random.Random(-seed)
    settings, records, as_of = a_workspace(seed)
    places = write("a", settings, records, dice)
    figures = Figures(settings, records, places, as_of)
    if seed % 4 == 1:
        bad["rules"] += [f"{seed}: {line}" for line in
                         check.run("a", "--format", "ndjson").splitlines() if '"error"' in line]
    by = ["team", "supports"][seed // 4 % 2]
    printed = progress.json("a", "--as-of", as_of, "--by", by)
    goals = {g: figures.goal(g) for g in figures.goals}
    bad["goals"] += differences(goals, with_named_parts(printed["goals"]), f"{seed}")
    bad[f"by {by}"] += differences(figures.rollup(by), by_id(printed["rollup"]), f"{seed}")
    text = progress.run("a", "--as-of", as_of) if seed % 4 == 3 else ""
    for row in csv.reader(io.StringIO(text), delimiter="\t"):
        for figure, percent in (("score", row[3]), ("expected", row[4])):
            if percent not in percents(goals[row[0]][figure]):
                bad["percent"].append(f"{seed}/{row[0]}/{figure}: {percent}")
    if seed % 4 == 2:
        write("b", turned(dice, settings), turned(dice, records), dice)
        again = progress.json("b", "--as-of", as_of, "--by", by)
        for key, read in (("goals", with_named_parts), ("rollup", by_id)):
            bad["order"] += differences(read(printed[key]), read(again[key]), f"{seed}")


def main():
    progress, check = Tool(sys.argv[1], "whet-progress"), Tool(sys.argv[1], "whet-check")
    kinds = ["rules", "goals", "by team", "by supports", "percent", "order"]
    number = 0
    for first in range(0, SEEDS, GROUP):
        bad = {kind: [] for kind in kinds}
        for seed in range(first, first + GROUP):
            compare(bad, seed, progress, check)
        bad["rules"] += progress.errors + check.errors
        progress.errors, check.errors = [], []
        for kind, lines in bad.items():
            number += 1
            for line in lines[:20]:
                print(f"# {kind}: {line}", file=sys.stderr)
            print(f"{'not ok' if lines else 'ok'} {number} - {kind}: "
                  f"workspaces {first} to {first + GROUP - 1}", flush=True)
    print(f"1..{number}")


if __name__ == "__main__":
    main()
