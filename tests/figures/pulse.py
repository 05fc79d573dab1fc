"""pulse.py BIN: the measures of whet-pulse, computed a second time.

Makes random workspaces with a history (the same ones every time) and compares BIN/whet-pulse with what
this file works out from the same records by whet-pulse(1): numerator, denominator, value and who is
missing of all measures, for everybody and for a team, and each point of the trend from the records of
the commit of that month's end; and what it says of the same records in other files and another order,
without a history. The rules of whet-check have to accept what is made here. Prints TAP: one
line for every group of workspaces and kind of question.
"""

import calendar
import copy
import datetime
import json
import os
import random
import shutil
import statistics
import subprocess
import sys

import gaps

SEEDS = 10 if os.environ.get("SAN") else 50
GROUP = SEEDS // 10
NEAR = 1e-9
PERIODS = {"2026": ("2026-01-01", "2026-12-31"), "2026-H1": ("2026-01-01", "2026-06-30"),
           "2026-Q2": ("2026-04-01", "2026-06-30"), "2026-Q3": ("2026-07-01", "2026-09-30")}
LASTING = ("framework", "person", "team", "cycle", "opportunity")
PRACTICES = {"feedback": ["received", "balanced", "suggestions", "requests-in-time", "median-days"],
             "goals": ["measurable", "learning", "checked-in", "aligned"],
             "development": ["planned", "covered", "mixed"],
             "reviews": ["reviews-on-time", "rerated-higher", "followed-through"],
             "accountability": ["actions-on-time", "acknowledged", "replans-explained"]}


def day(text):
    return datetime.date.fromisoformat(text)


def later(text, days):
    return str(day(text) + datetime.timedelta(days=days))


def maybe(dice, share, **fields):
    return fields if dice.random() < share else {}


# Workspaces


def words_of(dice):
    made = maybe(dice, 0.7, strengths=dice.choice(["Clear.", [{"text": "Clear."}]]))
    if dice.random() < 0.7:
        points = [{"text": "Less."} | maybe(dice, 0.5, suggestion="Half.") for _ in range(dice.randint(1, 3))]
        made["improvements"] = dice.choice(["Less.", points])
    return made


def a_goal(dice, name, owners, as_of):
    start = later(as_of, dice.choice([-120, -60, -15, -14, -1, 0, 1]))
    kr = dice.choice([{"baseline": 1, "target": 5}, {"min": 3}, {},
                      {"milestones": {"m": {"title": "M"} | maybe(dice, 0.5, done=later(as_of, -5))}}])
    made = {"kind": "goal", "id": name, "title": name, "owner": dice.choice(owners), "start": start,
            "due": later(start, dice.choice([30, 90, 200]))}
    made |= maybe(dice, 0.8, key_results={"k": {"title": "K"} | kr})
    made |= maybe(dice, 0.4, skills=["tests"]) | maybe(dice, 0.5, supports="above")
    made |= maybe(dice, 0.3, status=dice.choice(["draft", "active", "dropped"]))
    return made | maybe(dice, 0.2, close={"date": later(as_of, dice.choice([-1, 0, 1])), "outcome": "met"})


def some_checkins(dice, goals, as_of):
    made = []
    for goal in goals:
        kr = goal.get("key_results", {}).get("k")
        for days in dice.sample([-60, -30, -15, -14, -13, 0, 1], dice.randint(0, 3)):
            value = {"k": dice.choice([1, 3, 5])} if kr and len(kr) > 1 else {"k": dice.random() < 0.5}
            entry = {"note": "So."} if not kr or "milestones" in kr else {"values": value}
            made.append({"kind": "checkin", "id": f"{goal['id']}{days}", "by": "boss",
                         "date": later(as_of, days), "goals": {goal["id"]: entry}})
    return made


def some_requests(dice, people, feedback, as_of):
    made = []
    for i in range(dice.randint(0, 5)):
        due = later(as_of, dice.choice([-100, -40, -1, 0, 1]))
        asked = dice.sample(people, dice.randint(1, len(people)))
        request = {"kind": "request", "id": f"q{i}", "about": dice.choice(people), "asked": asked,
                   "date": later(due, -20), "due": due}
        if dice.random() < 0.5:
            request["declined"] = {asked[0]: later(due, dice.choice([-1, 0, 1]))}
        for f in dice.sample(feedback, min(len(feedback), 3)):
            if f["about"] == request["about"] and f["from"] in asked and "request" not in f:
                f |= {"request": f"q{i}", "date": later(due, dice.choice([-9, 0, 1]))}
        made.append(request)
    return made


def a_step(dice, as_of, people, ends):
    due = later(as_of, dice.choice([-150, -30, -1, 0, 1]))
    return ({"title": "Step", "due": due} | maybe(dice, 0.7, owner=dice.choice(people))
            | maybe(dice, 0.6, **{dice.choice(ends): later(due, dice.choice([-1, 0, 1]))}))


def some_growth(dice, who):
    """Two reviews of a skill, and a plan for it in between."""
    made = [{"kind": "review", "id": f"w{who}{i}", "about": who, "by": "boss", "period": period,
             "status": "final", "levels": {"tests": dice.choice([1, 2, 2, 3])}}
            for i, period in enumerate(["2025-H2", dice.choice(["2026-Q1", "2026-Q2"])])]
    actions = {"first": {"title": "Try", "due": "2026-02-20", "done": dice.choice(["2026-01-20", "2026-03-31"])}}
    actions |= maybe(dice, 0.5, second={"title": "Do", "due": "2026-06-01"})
    if dice.random() < 0.7:
        made.append({"kind": "acknowledgement", "id": f"w{who}", "of": f"review:w{who}1", "by": who,
                     "date": "2026-04-01", "agrees": True, "seen": "sha256:" + 64 * "0"})
    return made + [{"kind": "plan", "id": f"w{who}", "owner": who, "period": "2026-H1",
                    "focus": {"f": {"skill": "tests", "actions": actions}}}]


def extend(dice, records, as_of):
    """Makes the workspace of gaps.py one that has all that a pulse looks at."""
    of = {}
    for r in records:
        of.setdefault(r["kind"], []).append(r)
    people = [p["id"] for p in of["person"]]
    for p in of["person"]:
        p |= maybe(dice, 0.2, start=later(as_of, dice.choice([-50, 0, 1])))
        if "start" in p and "end" in p:
            del p["end"]
    for f in of.get("feedback", []):
        f |= words_of(dice) | maybe(dice, 0.3, date=later(as_of, dice.choice([-91, -90, -89, 0, 1])))
    for plan in of.get("plan", []):
        for focus in plan["focus"].values():
            focus |= maybe(dice, 0.6, source=[f"feedback:{f['id']}" for f in of.get("feedback", [])[:3]])
            for a in focus.get("actions", {}).values():
                a |= maybe(dice, 0.7, mode=dice.choice(gaps.MODES[:3]))
                a |= maybe(dice, 0.4, owner="boss") | maybe(dice, 0.4, due=later(as_of, dice.choice([-1, 0])))
                a |= maybe(dice, 0.3, opportunity=of["opportunity"][0]["id"]) if "opportunity" in of else {}
                if "dropped" not in a:
                    a |= maybe(dice, 0.5, done=later(as_of, -dice.randint(20, 200)))
    for v in of.get("review", []):
        v |= maybe(dice, 0.5, next={"n": {"owner": "boss"} | a_step(dice, as_of, people, ["done"])})
    for c in of["cycle"]:
        c |= maybe(dice, 0.5, closes=later(as_of, dice.choice([-40, 0, 1])))
    goals = [a_goal(dice, f"g{i}", people + ["top", "low"], as_of) for i in range(dice.randint(0, 8))]
    goals.append({"kind": "goal", "id": "above", "title": "Above", "owner": "top", "start": "2026-01-01",
                  "due": "2026-12-31", "key_results": {"k": {"title": "K"}}})
    records += goals + some_checkins(dice, goals, as_of)
    records += some_requests(dice, people, of.get("feedback", []), as_of)
    for who in people[1:]:
        records += some_growth(dice, who) if dice.random() < 0.6 else []
    for i in range(dice.randint(0, 3)):
        records.append({"kind": "note", "id": f"t{i}", "with": people[:2], "date": later(as_of, dice.randint(-60, 2)),
                        "text": "So.", "actions": {"a": {"owner": people[0]} | a_step(dice, as_of, people, ["done"])}})


def replan(dice, goal, when):
    """Changes what was agreed in a goal, with or without a reason."""
    what = dice.choice(["due", "weight", "target", "title"])
    kr = goal.get("key_results", {}).get("k", {})
    if what == "target" and "target" in kr:
        kr["target"] += 1
    elif what == "due":
        goal["due"] = later(goal["due"], 7)
    elif what == "weight":
        place = dice.choice([goal, kr or goal])
        place["weight"] = place.get("weight", 1) + 1
    else:
        goal["title"] += " again"
    if dice.random() < 0.6:
        entry = {"date": later(when, dice.choice([-30, -15, -14, 0, 14, 15])), "why": "So.",
                 "what": dice.choice([what, f"The {what.upper()}, moved", "k", "scope", "overdue"])}
        goal["replans"] = goal.get("replans", []) + [entry]


def a_history(seed):
    """The records of each commit with its day, the as-of date, and a name of a period."""
    dice = random.Random(seed)
    records, as_of, _ = gaps.a_workspace(seed)
    as_of = max(as_of, "2026-02-10")
    extend(dice, records, as_of)
    births = {id(r): 0 if r["kind"] in LASTING or r["id"] == "above" else dice.randint(0, 5) for r in records}
    days = sorted({later("2026-01-01", dice.randint(0, 300)) for _ in range(6)} | {"2026-03-31"})
    history = []
    for i, when in enumerate(days):
        for r in records:
            if r["kind"] == "goal" and births[id(r)] < i and dice.random() < 0.6:
                replan(dice, r, when)
        here = [r for r in records if births[id(r)] <= i or i == len(days) - 1]
        history.append((when, copy.deepcopy(here)))
    return history, as_of, dice.choice(list(PERIODS))


def write(folder, history):
    """One file for each record; YAML takes JSON."""
    shutil.rmtree(folder, ignore_errors=True)
    stream = []
    for number, (when, records) in enumerate(history):
        files = {"whet.yaml": {"kind": "workspace", "version": 1}}
        files |= {f"notes/{r['kind']}-{r['id']}.yaml": r for r in records}
        seconds = int(datetime.datetime.fromisoformat(f"{when}T12:00:00+00:00").timestamp()) + number
        stream.append(f"commit refs/heads/main\ncommitter T <t@example.org> {seconds} +0000\n"
                      "data 4\nWork\ndeleteall\n")
        for path, record in sorted(files.items()):
            text = json.dumps(record) + "\n"
            stream.append(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n")
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input="".join(stream).encode(), check=True)
    subprocess.run(["git", "-C", folder, "reset", "-q", "--hard", "main"], check=True)


# Measures


class Pulse:
    """The measures of the last commit of a history."""

    def __init__(self, history, as_of, period, team):
        self.history, self.as_of, self.team = history, as_of, team
        self.first, last = PERIODS[period]
        self.last = min(last, as_of)
        self.figures = gaps.Figures(history[-1][1], as_of)
        self.all = self.figures.all
        self.made = {m: [0, 0, set()] for ms in PRACTICES.values() for m in ms}
        self.intervals = []
        self.p = [p["id"] for p in self.all("person") if self.is_chosen(p["id"])]
        for practice in PRACTICES:
            getattr(self, practice)()

    def is_chosen(self, who):
        person, team = self.figures.of["person"].get(who), who
        if person:
            if not person.get("start", "") <= self.as_of <= person.get("end", "9"):
                return False
            team = person.get("team")
        return not self.team or team in ("top", "low")

    def here(self, who):
        return self.figures.of["person"][who].get("end", "9") >= self.as_of

    def in_window(self, when):
        return self.first <= when <= self.last

    def count(self, measure, hit, who=None):
        made = self.made[measure]
        made[0] += bool(hit)
        made[1] += 1
        if who and not hit:
            made[2].add(who)

    def counts_to(self, f):
        if "cycle" not in f:
            return f["date"]
        period = self.figures.of["cycle"][f["cycle"]]["period"]
        return min(max(f["date"], gaps.STARTS[period]), gaps.ENDS[period])

    def improvements(self, f):
        listed = f.get("improvements", [])
        return [{}] if isinstance(listed, str) else listed

    def feedback(self):
        known = [f for f in self.all("feedback") if f["date"] <= self.as_of]
        for who in self.p:
            mine = sorted((f for f in known if f["about"] == who), key=lambda f: (f["date"], f["id"]))
            self.count("received", any(f["date"] >= later(self.as_of, -90) and
                                       self.figures.relation(f) not in ("self", "manager") for f in mine), who)
            recent = [f for f in mine if self.in_window(self.counts_to(f))]
            if recent:
                self.count("balanced", any("strengths" in f for f in recent)
                           and any("improvements" in f for f in recent), who)
            for point in [i for f in recent for i in self.improvements(f)]:
                self.count("suggestions", "suggestion" in point)
            self.intervals += [(day(b["date"]) - day(a["date"])).days for a, b in zip(mine, mine[1:])
                               if self.in_window(self.counts_to(b))]
        for q in self.all("request"):
            for who in q["asked"] if self.in_window(q["due"]) else []:
                given = any(f.get("request") == q["id"] and f["from"] == who and f["date"] <= q["due"]
                            and f["about"] == q["about"] for f in self.all("feedback"))
                declined = q.get("declined", {}).get(who, "9") <= q["due"]
                if self.is_chosen(who) and (given or not declined):
                    self.count("requests-in-time", given, who)

    def values(self, goal):
        return [(c["date"], c["goals"][goal["id"]].get("values", {}).get("k")) for c in
                sorted(self.all("checkin"), key=lambda c: c["date"])
                if goal["id"] in c["goals"] and c["date"] <= self.as_of]

    def score(self, goal):
        if "key_results" not in goal:
            parts = [(g.get("weight", 1), self.score(g)) for g in self.all("goal")
                     if g.get("supports") == goal["id"] and g.get("status") not in ("draft", "dropped")]
            parts = [(w, s) for w, s in parts if s is not None]
            return sum(w * s for w, s in parts) / sum(w for w, _ in parts) if parts else None
        kr, values = goal["key_results"]["k"], [v for _, v in self.values(goal) if v is not None]
        if "target" in kr:
            return min(1, (values[-1] - 1) / (kr["target"] - 1)) if values else 0
        if "min" in kr:
            return sum(v >= 3 for v in values) / len(values) if values else None
        if "milestones" in kr:
            return float(kr["milestones"]["m"].get("done", "9") <= self.as_of)
        return float(bool(values and values[-1]))

    def active(self, goal):
        return (goal.get("status") not in ("draft", "dropped") and goal["start"] <= self.as_of
                and goal.get("close", {"date": "9"})["date"] > self.as_of)

    def stale(self, goal):
        if (self.score(goal) or 0) >= 1 - NEAR:
            return False
        seen = [when for when, _ in self.values(goal)]
        return (day(self.as_of) - day(seen[-1] if seen else goal["start"])).days > 14

    def goals(self):
        active = [g for g in self.all("goal") if self.active(g) and self.is_chosen(g["owner"])]
        for g in active:
            self.count("checked-in", not self.stale(g), g["owner"])
            if g["owner"] != "top":
                self.count("aligned", "supports" in g, g["owner"])
        for who in self.p:
            mine = [g for g in active if g["owner"] == who]
            krs = [g["key_results"]["k"] for g in mine if "key_results" in g]
            self.count("measurable", any({"target", "min", "milestones"} & set(kr) for kr in krs), who)
            self.count("learning", any("skills" in g for g in mine), who)

    def mode(self, action):
        if "mode" in action or "opportunity" not in action:
            return action.get("mode")
        return self.figures.of["opportunity"][action["opportunity"]].get("mode")

    def development(self):
        plans = [p | {"start": gaps.STARTS[p["period"]], "end": gaps.ENDS[p["period"]]} for p in self.all("plan")]
        for who in self.p:
            self.count("planned", any(p["owner"] == who and p["start"] <= self.as_of <= p["end"]
                                      for p in plans), who)
            for gap in self.figures.gaps(self.figures.of["person"][who]):
                if gap["gap"] is not None and gap["gap"] > NEAR:
                    self.count("covered", gap["covered_by"], who)
        for p in plans:
            if self.first <= self.last and p["start"] <= self.last and p["end"] >= self.first \
                    and self.is_chosen(p["owner"]):
                modes = {self.mode(a) for f in p["focus"].values() for a in f.get("actions", {}).values()
                         if a.get("dropped", "9") > self.as_of}
                self.count("mixed", len(modes - {None}) > 1, p["owner"])

    def is_of(self, review, cycle):
        if "cycle" in review:
            return review["cycle"] == cycle["id"]
        period = cycle["period"]
        return (gaps.STARTS[review["period"]], gaps.ENDS[review["period"]]) == \
            (gaps.STARTS[period], gaps.ENDS[period])

    def assessments(self, who, skill):
        """Basis, day, order and level of each, the last of a basis and day counting."""
        made = {}
        for v in self.all("review"):
            level = gaps.by_skill(v["levels"]).get(skill)
            if v["about"] == who and v["status"] == "final" and level and self.figures.ends(v) <= self.as_of:
                made[0, self.figures.ends(v)] = level
        rated = [(f, gaps.by_skill(f["ratings"]).get(skill)) for f in self.all("feedback")
                 if f["about"] == who and f["date"] <= self.as_of]
        rated = sorted(((f, v) for f, v in rated if v not in (None, "not-observed")),
                       key=lambda r: (r[0]["date"], r[0]["id"]))
        for c in self.all("cycle"):
            level = self.figures.others(c, [r for r in rated if r[0].get("cycle") == c["id"]])
            if level is not None and gaps.ENDS[c["period"]] <= self.as_of:
                made[1, gaps.ENDS[c["period"]]] = level
        for f, level in rated:
            if self.figures.relation(f) in ("manager", "self"):
                made[2 if self.figures.relation(f) == "manager" else 3, f["date"]] = level
        return made

    def rose(self, who, skill, done):
        """None: not assessed again."""
        known = self.assessments(who, skill)
        before = [(basis, -day(when).toordinal(), level) for (basis, when), level in known.items() if when <= done]
        if not before:
            return None
        basis, _, level = min(before)
        after = [(when, b, v) for (b, when), v in known.items() if when > done and b <= basis]
        return min(after)[2] > level + NEAR if after else None

    def reviews(self):
        for c in self.all("cycle"):
            for who in c["participants"] if self.in_window(c.get("closes", gaps.ENDS[c["period"]])) else []:
                if self.is_chosen(who):
                    self.count("reviews-on-time", any(v["about"] == who and v["status"] == "final"
                                                      and self.is_of(v, c) for v in self.all("review")), who)
        for who in self.p:
            done = {}
            for plan in self.all("plan"):
                for focus in plan["focus"].values():
                    for a in focus.get("actions", {}).values() if plan["owner"] == who and "skill" in focus else []:
                        if "done" in a and self.in_window(a["done"]):
                            skill = gaps.bare(focus["skill"])
                            done.setdefault(skill, []).append((a["done"], self.rose(who, skill, a["done"])))
            for outcomes in done.values():
                told = sorted((o for o in outcomes if o[1] is not None), key=lambda o: o[0])
                if told:
                    self.count("rerated-higher", told[-1][1])
        sources = {s for p in self.all("plan") for f in p["focus"].values() for s in f.get("source", [])}
        for f in self.all("feedback"):
            if f["about"] in self.p and f["date"] <= self.as_of and self.in_window(self.counts_to(f)):
                for _ in self.improvements(f):
                    self.count("followed-through", f"feedback:{f['id']}" in sources, f["about"])

    def steps(self):
        for p in self.all("plan"):
            if gaps.STARTS[p["period"]] <= self.as_of and self.here(p["owner"]):
                for focus in p["focus"].values():
                    for a in focus.get("actions", {}).values():
                        yield {"owner": p["owner"]} | a
        for n in self.all("note"):
            yield from n["actions"].values() if n["date"] <= self.as_of else []
        for v in self.all("review"):
            if self.figures.ends(v) <= self.as_of and self.here(v["about"]):
                yield from v.get("next", {}).values()

    def accountability(self):
        for s in self.steps():
            done = s.get("done", "9") if s.get("done", "9") <= self.as_of else "9"
            dropped = s.get("dropped", "9") <= s["due"]
            if self.is_chosen(s["owner"]) and self.in_window(s["due"]) and (done != "9" or not dropped):
                self.count("actions-on-time", done <= s["due"], s["owner"])
        for v in self.all("review"):
            if v["status"] == "final" and self.is_chosen(v["about"]) and self.in_window(self.figures.ends(v)):
                self.count("acknowledged", any(a["of"] == f"review:{v['id']}" and a["by"] == v["about"]
                                               and a["date"] <= self.as_of for a in self.all("acknowledgement")),
                           v["about"])
        for (_, before), (when, after) in zip(self.history, self.history[1:]):
            old = {r["id"]: r for r in before if r["kind"] == "goal"}
            for g in after:
                if g["kind"] == "goal" and g["id"] in old and self.in_window(when):
                    self.replans(old[g["id"]], g, when)

    def replans(self, old, new, when):
        goal = self.figures.of["goal"][new["id"]]
        if when <= goal["start"] or not self.is_chosen(goal["owner"]):
            return
        krs = [g.get("key_results", {}).get("k", {}) for g in (old, new)]
        changed = [(f, None) for f in ("due", "weight") if old.get(f) != new.get(f)]
        changed += [(f, "k") for f in ("target", "weight") if krs[0].get(f) != krs[1].get(f)]
        for field, key in changed:
            explained = False
            for r in goal.get("replans", []):
                together = r in new.get("replans", []) and r not in old.get("replans", [])
                words = r["what"].lower().replace(",", " ").split()
                if (together or abs((day(r["date"]) - day(when)).days) <= 14) and {field, key} & set(words):
                    explained = True
            self.count("replans-explained", explained, goal["owner"])

    def practices(self, missing):
        listed = []
        for practice, measures in PRACTICES.items():
            rows = []
            for m in measures:
                hits, of, who = self.made[m]
                value = hits / of if of else None
                if m == "median-days":
                    hits, of = None, len(self.intervals)
                    value = statistics.median(self.intervals) if of else None
                rows.append({"id": m, "numerator": hits, "denominator": of, "value": value,
                             "missing": sorted(who) if missing else []})
            listed.append({"practice": practice, "measures": rows})
        return listed


# Comparison


def month_ends(period, as_of):
    first, last = PERIODS[period]
    for month in range(day(first).month, day(last).month + 1):
        end = f"2026-{month:02}-{calendar.monthrange(2026, month)[1]}"
        if end <= min(last, as_of):
            yield end


def differences(ours, theirs):
    made = []
    for a, b in zip(ours, theirs):
        for x, y in zip(a["measures"], b["measures"]):
            if not gaps.is_near(x, y):
                made.append(f"want {x}, got {y}")
    return made if [p["practice"] for p in theirs] == list(PRACTICES) else made + ["practices differ"]


def compare(binary, folder, seed, wrong, seen):
    history, as_of, period = a_history(seed)
    write(folder, history)
    status, out, err = gaps.run(f"{binary}/whet-check", folder)
    if status:
        wrong["check"].append(f"seed {seed}: {out or err}")
        return
    gaps.write(f"{folder}-shuffled", history[-1][1], random.Random(seed))
    for team in None, "top":
        now = Pulse(history, as_of, period, team)
        ends = [(end, [h for h in history if h[0] <= end]) for end in month_ends(period, as_of)]
        points = [(end, h) for end, h in ends if h] if seed % 2 == (team is None) else []
        status, out, err = gaps.run(f"{binary}/whet-pulse", folder, "--format", "json", "-q", "--missing", "--as-of",
                                    as_of, "--period", period, *(["--trend", "month"] if points else []),
                                    *(["--team", team] if team else []))
        if not now.p:
            wrong["now"] += [] if status == 2 else [f"seed {seed}: nobody, and exit {status}"]
            continue
        if status:
            wrong["now"].append(f"seed {seed}: {err}")
            continue
        got = json.loads(out)
        want = now.practices(True)
        for measure in [m for p in want for m in p["measures"]]:
            seen[measure["id"]] = seen.get(measure["id"], 0) + (measure["numerator"] or 0 if measure["numerator"]
                                                                is not None else measure["denominator"])
        at = f"seed {seed}, {team}, {as_of}, {period}"
        wrong["now"] += [f"{at}: {line}" for line in differences(want, got["practices"])]
        if [end for end, _ in points] != [p["as_of"] for p in got["trend"]]:
            wrong["trend"].append(f"{at}: {[p['as_of'] for p in got['trend']]}")
            continue
        now.made["replans-explained"] = [0, 0, set()]
        out = gaps.run(f"{binary}/whet-pulse", f"{folder}-shuffled", "--format", "json", "--missing", "--as-of", as_of,
                       "--period", period, *(["--team", team] if team else []))[1]
        wrong["order"] += [f"{at}: {line}" for line in differences(now.practices(True), json.loads(out)["practices"])]
        for (end, h), point in zip(points, got["trend"]):
            want = Pulse(h, end, period, team).practices(False)
            wrong["trend"] += [f"{at}, {end}: {line}" for line in differences(want, point["practices"])]


def main():
    binary, tap, seen = sys.argv[1], gaps.Tap(), {}
    names = {"check": "what is made here is valid", "now": "measures and who is missing",
             "trend": "points of the trend", "order": "the same in other files, without a history"}
    for first in range(0, SEEDS, GROUP):
        wrong = {name: [] for name in names}
        for seed in range(first, first + GROUP):
            compare(binary, "workspace", seed, wrong, seen)
        for name, words in names.items():
            tap.ok(wrong[name], f"{words}: seeds {first} to {first + GROUP - 1}")
    rare = [m for ms in PRACTICES.values() for m in ms if seen.get(m, 0) < SEEDS / 20]
    tap.ok(rare, "every measure occurs")
    print(f"1..{tap.count}")
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
