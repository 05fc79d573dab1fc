"""due.py BIN: what whet-due lists, computed a second time.

Makes random workspaces (the same ones every time) and compares BIN/whet-due with what this file
works out from the same records by whet-due(1): type, record, part, owner, date, days and state of
every item, in their order; the same for single people and teams. The rules of whet-check have to
accept what is made here. Prints TAP: one line for every group of workspaces and kind of question.
"""

import datetime
import json
import os
import random
import shutil
import subprocess
import sys

SEEDS = 10 if os.environ.get("SAN") else 200
GROUP = SEEDS // 10
DAY = datetime.timedelta(days=1)
NOW = datetime.date(2026, 9, 30)
QUARTER = ("2026-07-01", "2026-09-30")


def day(text):
    return datetime.date.fromisoformat(text)


def near(dice):
    """A day around now; often one on which something begins or ends to be due."""
    return str(NOW + dice.choice([-200, -100, -91, -90, -89, -40, -31, -30, -29, -15, -14, -13, -8,
                                  -7, -6, -2, -1, 0, 1, 2, 6, 7, 8, 14, 15, 40]) * DAY)


def maybe(dice, share, **fields):
    return fields if dice.random() < share else {}


# Workspaces


def a_person(dice, name, people, teams):
    made = {"kind": "person", "id": name, "name": name.title()}
    made |= maybe(dice, 0.6, team=dice.choice(teams)) | maybe(dice, 0.4, start=str(NOW - 300 * DAY))
    if "start" not in made:
        made |= maybe(dice, 0.3, start=near(dice))
    if dice.random() < 0.2:
        made["end"] = str(max(day(near(dice)), day(made.get("start", "2000-01-01"))))
    if people:
        made |= maybe(dice, 0.7, manager=dice.choice(people))
    if dice.random() < 0.4:
        first = day(near(dice))
        made["away"] = [{"from": str(first), "to": str(first + dice.randint(0, 12) * DAY)},
                        {"from": str(first + 3 * DAY), "to": str(first + 9 * DAY)}]
    return made


def a_goal(dice, name, owners):
    start, due = sorted([near(dice), near(dice)])
    made = {"kind": "goal", "id": name, "title": f"Goal {name}", "owner": dice.choice(owners),
            "start": start, "due": due, "key_results": {"k": {"title": "Is it done?"}}}
    made |= maybe(dice, 0.3, cadence_days=dice.choice([1, 7, 30]))
    made |= maybe(dice, 0.2, status=dice.choice(["draft", "active", "dropped"]))
    made |= maybe(dice, 0.2, close={"date": near(dice), "outcome": dice.choice(["met", "dropped"])})
    return made


def a_step(dice, people, owner=1.0, ends=("done",)):
    return ({"title": "A step"} | maybe(dice, owner, owner=dice.choice(people))
            | maybe(dice, 0.4, **{dice.choice(ends): near(dice)}))


def a_plan(dice, name, people):
    actions = {f"a{i}": a_step(dice, people, 0.5, ("done", "dropped")) | {"due": near(dice)}
               for i in range(3)}
    return {"kind": "plan", "id": name, "owner": dice.choice(people), "start": near(dice),
            "due": "2027-12-31", "focus": {"f": {"title": "Focus", "actions": actions}}}


def a_note(dice, name, people):
    actions = {f"a{i}": a_step(dice, people) | maybe(dice, 0.6, due=near(dice)) for i in range(2)}
    return {"kind": "note", "id": name, "with": dice.sample(people, min(2, len(people))),
            "date": near(dice), "actions": actions}


def a_review(dice, name, people, cycles):
    made = {"kind": "review", "id": name, "about": dice.choice(people), "by": dice.choice(people)}
    if cycles and dice.random() < 0.6:
        made["cycle"] = dice.choice(cycles)
    else:
        made["period"] = "..".join(dice.choice([QUARTER, ("2026-07-01", near(dice))])[i]
                                   for i in range(2))
        if made["period"][12:] < "2026-07-01":
            made["period"] = "2026-Q2"
    made |= maybe(dice, 0.7, status=dice.choice(["draft", "final", "final"]))
    return made | maybe(dice, 0.5, next={"n": a_step(dice, people) | {"due": near(dice)}})


def a_cycle(dice, name, people, teams, collection):
    who = dice.sample(people + teams, dice.randint(1, 2))
    made = {"kind": "cycle", "id": name, "period": "2026-Q3", "participants": who}
    made |= maybe(dice, 0.7, closes=near(dice)) | maybe(dice, 0.5, collector=dice.choice(people))
    return made | ({"collection": collection} if collection else {})


def a_request(dice, name, people, cycles):
    asked = dice.sample(people, dice.randint(1, len(people)))
    date, due = sorted([near(dice), near(dice)])
    made = {"kind": "request", "id": name, "about": dice.choice(people), "asked": asked,
            "date": date, "due": due} | maybe(dice, 0.7, by=dice.choice(people))
    if cycles:
        made |= maybe(dice, 0.5, cycle=dice.choice(cycles))
    return made | maybe(dice, 0.3, declined={dice.choice(asked): max(date, near(dice))})


def a_feedback(dice, name, people, cycles, requests):
    made = {"kind": "feedback", "id": name, "date": near(dice), "strengths": "Good.",
            "about": dice.sample(people, dice.randint(1, min(2, len(people)))),
            "from": dice.choice(people + [{"name": "Eve"}])}
    if requests and dice.random() < 0.6:
        request = dice.choice(requests)
        made |= {"about": [request["about"]], "from": dice.choice(request["asked"])}
        made |= ({"request": request["id"]} if dice.random() < 0.5 or "cycle" not in request
                 else {"cycle": request["cycle"]})
    elif cycles:
        made |= maybe(dice, 0.3, cycle=dice.choice(cycles))
    return made


def a_workspace(seed):
    dice = random.Random(seed)
    alone = seed % 5 == 0
    settings = {"kind": "workspace", "version": 1, "readers": "self" if alone else "team"}
    settings |= maybe(dice, 0.3, cadence_days=dice.choice([7, 30]))
    settings |= maybe(dice, 0.3, feedback_days=dice.choice([7, 30]))
    teams, people, records = ["t0", "t1"], [], []
    for i in range(dice.randint(1, 5)):
        records.append(a_person(dice, f"p{i}", people, teams))
        people.append(f"p{i}")
    records += [{"kind": "team", "id": "t0", "name": "T0"} | maybe(dice, 0.5, lead=people[0]),
                {"kind": "team", "id": "t1", "name": "T1"} | maybe(dice, 0.5, parent="t0")]
    goals = [a_goal(dice, f"g{i}", people + teams) for i in range(dice.randint(0, 6))]
    ago = dice.sample([-1, 0, 1, 6, 7, 8, 9, 14, 15, 30], dice.randint(0, 6) if goals else 0)
    for i, days in enumerate(ago):
        records.append({"kind": "checkin", "id": f"k{i}", "by": people[i % len(people)],
                        "date": str(NOW - days * DAY),
                        "goals": {dice.choice(goals)["id"]: {"values": {"k": dice.random() < 0.2}}}})
    open_cycles = [f"c{i}" for i in range(dice.randint(0, 2))]
    closed = ["x"] if dice.random() < 0.5 else []
    records += [a_cycle(dice, c, people, teams, None) for c in open_cycles]
    records += [a_cycle(dice, c, people, teams, "confidential") for c in closed]
    allowed = open_cycles + (closed if alone else [])
    requests = [a_request(dice, f"q{i}", people, allowed) for i in range(dice.randint(0, 3))]
    records += goals + requests
    records += [a_plan(dice, f"l{i}", people) for i in range(dice.randint(0, 2))]
    records += [a_note(dice, f"n{i}", people) for i in range(dice.randint(0, 2))]
    records += [a_review(dice, f"r{i}", people, open_cycles + closed)
                for i in range(dice.randint(0, 5))]
    records += [a_feedback(dice, f"f{i}", people, allowed, requests)
                for i in range(dice.randint(0, 8))]
    if closed:
        records += [{"kind": "results", "id": f"s{p}", "cycle": "x", "about": p,
                     "published": near(dice)} for p in people if dice.random() < 0.4]
    seen = [r for r in records if r["kind"] in ("review", "feedback")]
    for i in range(dice.randint(0, 6) if seen else 0):
        of = dice.choice(seen)
        about = of["about"] if isinstance(of["about"], str) else of["about"][0]
        records.append({"kind": "acknowledgement", "id": f"y{i}", "of": f"{of['kind']}:{of['id']}",
                        "by": dice.choice([about, about, people[0]]), "date": near(dice)})
    return settings, records


def write(folder, settings, records):
    shutil.rmtree(folder, ignore_errors=True)
    for record in records + [settings]:
        path = f"{folder}/notes/{record.get('id')}.yaml"
        if record is settings:
            path = f"{folder}/whet.yaml"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            json.dump(record, f)


# What is due


class Due:
    def __init__(self, settings, records, within):
        self.settings, self.within, self.items = settings, within, []
        self.of = {}
        for record in records:
            self.of.setdefault(record["kind"], {})[record["id"]] = record
        for kind in ("goal", "plan", "note", "review", "request", "feedback", "person", "cycle"):
            for record in self.of.get(kind, {}).values():
                getattr(self, kind)(record)

    def all(self, kind):
        return list(self.of.get(kind, {}).values())

    def past(self, text):
        """Was it on or before now?"""
        return text is not None and day(text) <= NOW

    def here(self, who):
        end = self.of["person"].get(who, {}).get("end")
        return end is None or day(end) >= NOW

    def add(self, kind, record, part, owner, due):
        due = str(due) if due else None
        if not self.here(owner) or (due and day(due) > NOW + self.within * DAY):
            return
        days = (NOW - day(due)).days if due else None
        self.items.append({"type": kind, "record": f"{record['kind']}:{record['id']}",
                           "part": part, "owner": owner, "due": due, "days": days,
                           "state": "overdue" if due and days > 0 else "upcoming"})

    def goal(self, g):
        dropped = self.past(g.get("close", {}).get("date"))
        if g.get("status") in ("draft", "dropped") or dropped:
            return
        self.add("goal", g, None, g["owner"], g["due"])
        entries = sorted((day(c["date"]), c["id"], c["goals"][g["id"]]["values"]["k"])
                         for c in self.all("checkin")
                         if g["id"] in c["goals"] and self.past(c["date"]))
        if day(g["start"]) > NOW or (entries and entries[-1][2]):
            return
        last = entries[-1][0] if entries else day(g["start"])
        left = g.get("cadence_days", self.settings.get("cadence_days", 14))
        away = self.of["person"].get(g["owner"], {}).get("away", [])
        while True:
            tomorrow = last + DAY
            if not any(day(a["from"]) <= tomorrow <= day(a["to"]) for a in away):
                if not left:
                    break
                left -= 1
            last = tomorrow
        self.add("checkin", g, None, g["owner"], last)

    def step(self, record, part, step, owner=None):
        if not self.past(step.get("done")) and not self.past(step.get("dropped")):
            self.add("action", record, part, step.get("owner", owner), step.get("due"))

    def plan(self, p):
        if self.past(p["start"]) and self.here(p["owner"]):
            for name, action in p["focus"]["f"]["actions"].items():
                self.step(p, f"f/{name}", action, p["owner"])

    def note(self, n):
        if self.past(n["date"]):
            for name, action in n["actions"].items():
                self.step(n, name, action)

    def span(self, review):
        period = review.get("period", "2026-Q3")
        if ".." in period:
            return tuple(period.split(".."))
        return QUARTER if period == "2026-Q3" else ("2026-04-01", "2026-06-30")

    def seen(self, of, who):
        return any(a["of"] == f"{of['kind']}:{of['id']}" and a["by"] == who and self.past(a["date"])
                   for a in self.all("acknowledgement"))

    def review(self, r):
        if not self.past(self.span(r)[1]):
            return
        if self.here(r["about"]):
            for name, step in r.get("next", {}).items():
                self.step(r, name, step)
        if (r.get("status") == "final" and r["by"] != r["about"]
                and not self.seen(r, r["about"])):
            self.add("acknowledgement", r, None, r["about"], None)

    def confidential(self, record):
        cycle = self.of.get("cycle", {}).get(record.get("cycle"), {})
        return cycle.get("collection") == "confidential"

    def missing(self, q):
        return [who for who in q["asked"] if self.here(who)
                and not self.past(q.get("declined", {}).get(who))
                and not any(f["from"] == who and q["about"] in f["about"] and self.past(f["date"])
                            and (f.get("request") == q["id"]
                                 or ("cycle" in q and f.get("cycle") == q["cycle"]))
                            for f in self.all("feedback"))]

    def request(self, q):
        if not self.past(q["date"]) or not self.here(q["about"]):
            return
        missing = self.missing(q)
        for who in missing:
            self.add("response", q, who, who, q["due"])
        cycle = self.of.get("cycle", {}).get(q.get("cycle"), {})
        owners = [q.get("by"), cycle.get("collector")]
        owner = next((o for o in owners if o and self.here(o)), q["about"])
        if missing:
            self.add("request", q, None, owner, q["due"])

    def days(self):
        return self.settings.get("feedback_days", 90) * DAY

    def feedback(self, f):
        recent = NOW - self.days() <= day(f["date"]) <= NOW
        if self.settings["readers"] == "self" or not recent or self.confidential(f):
            return
        for who in f["about"]:
            if who != f["from"] and not self.seen(f, who):
                self.add("acknowledgement", f, who, who, None)

    def manager(self, person):
        manager = person.get("manager")
        return manager if manager and self.here(manager) else person["id"]

    def person(self, p):
        if not p.get("start", "") <= str(NOW) <= p.get("end", "9999"):
            return
        days = [f["date"] for f in self.all("feedback") if p["id"] in f["about"]
                and f["from"] != p["id"] and self.past(f["date"]) and not self.confidential(f)]
        days += [r["published"] for r in self.all("results")
                 if r["about"] == p["id"] and self.past(r["published"])]
        since = max(days, default=p.get("start"))
        self.add("feedback", p, None, self.manager(p), since and day(since) + self.days())

    def in_team(self, person, team, on):
        if not person.get("start", "") <= str(on) <= person.get("end", "9999"):
            return False
        own = person.get("team")
        return bool(own) and team in (own, self.of["team"][own].get("parent"))

    def leader(self, who):
        team = who in self.of["team"]
        leader = self.of["team"][who].get("lead") if team else self.of["person"][who].get("manager")
        return leader if leader and self.here(leader) else who

    def cycle(self, c):
        close = c.get("closes", QUARTER[1])
        taking = [p for p in self.all("person") if self.here(p["id"])
                  and any(w == p["id"] or (w in self.of["team"]
                                           and self.in_team(p, w, min(NOW, day(close))))
                          for w in c["participants"])]
        unreviewed = [p for p in taking
                      if not any(r["about"] == p["id"] and r.get("status") == "final"
                                 and (r["cycle"] == c["id"] if "cycle" in r
                                      else self.span(r) == QUARTER) for r in self.all("review"))]
        for p in unreviewed:
            self.add("review", c, p["id"], self.manager(p), close)
        if c.get("collection") == "confidential":
            published = {r["about"] for r in self.all("results") if self.past(r["published"])}
            waits = any(p["id"] not in published for p in taking)
        else:
            waits = any(self.missing(q) for q in self.all("request") if q.get("cycle") == c["id"]
                        and self.past(q["date"]) and self.here(q["about"]))
        if waits or unreviewed:
            collector = c.get("collector")
            owners = [collector] if collector else []
            owners += [self.leader(who) for who in c["participants"]]
            owner = next((who for who in owners if self.here(who)), None)
            self.add("cycle", c, None, owner, close)

    def listed(self, person=None, team=None):
        led = [t for t, made in self.of["team"].items() if made.get("lead") == person]
        chosen = [i for i in self.items if person is None or i["owner"] in [person] + led]
        if team:
            chosen = [i for i in chosen
                      if i["owner"] == team or self.of["team"].get(i["owner"], {}).get("parent")
                      == team or self.in_team(self.of["person"].get(i["owner"], {}), team, NOW)]
        return sorted(chosen, key=lambda i: (i["due"] is None, i["due"] or "", i["type"],
                                             i["record"], i["part"] or ""))


# Comparison


class Tools:
    def __init__(self, folder):
        self.folder = folder

    def run(self, name, *options):
        run = subprocess.run([f"{self.folder}/{name}", "-C", "a", *options],
                             capture_output=True, encoding="utf-8", check=False)
        return run.stdout, run.returncode, run.stderr

    def due(self, *options):
        out, status, err = self.run("whet-due", "--as-of", str(NOW), "--format", "json", *options)
        if status or err:
            return [f"exit {status}: {err}"]
        return [{k: i[k] for k in ("type", "record", "part", "owner", "due", "days", "state")}
                for i in json.loads(out)["items"]]


def differences(seed, ours, theirs):
    if ours == theirs:
        return
    for item in ours:
        if item not in theirs:
            yield f"{seed}: not listed: {item}"
    for item in theirs:
        if item not in ours:
            yield f"{seed}: listed: {item}"
    yield f"{seed}: differs, perhaps in its order"


def compare(bad, seed, tools, counts):
    settings, records = a_workspace(seed)
    write("a", settings, records)
    within = [0, 7, 14, 60][seed % 4]
    due = Due(settings, records, within)
    for item in due.items:
        counts[item["type"]] = counts.get(item["type"], 0) + 1
    options = ["--within", str(within)]
    bad["all"] += differences(seed, due.listed(), tools.due(*options))
    bad["one person"] += differences(seed, due.listed("p0"), tools.due(*options, "p0"))
    bad["one team"] += differences(seed, due.listed(None, "t0"),
                                   tools.due(*options, "--team", "t0"))
    if seed % 4 == 1:
        bad["rules"] += [f"{seed}: {line}" for line in
                         tools.run("whet-check", "--format", "ndjson")[0].splitlines()
                         if '"error"' in line]


def main():
    tools, counts, number = Tools(sys.argv[1]), {}, 0
    for first in range(0, SEEDS, GROUP):
        bad = {kind: [] for kind in ("all", "one person", "one team", "rules")}
        for seed in range(first, first + GROUP):
            compare(bad, seed, tools, counts)
        for kind, lines in bad.items():
            number += 1
            for line in lines[:20]:
                print(f"# {kind}: {line}", file=sys.stderr)
            print(f"{'not ok' if lines else 'ok'} {number} - {kind}: "
                  f"workspaces {first} to {first + GROUP - 1}", flush=True)
    number += 1
    often = len(counts) == 9 and min(counts.values()) > SEEDS // 10
    print(f"{'ok' if often else 'not ok'} {number} - every type of item occurs")
    print(f"1..{number}")


main()
