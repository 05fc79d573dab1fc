"""trace.py BIN: what whet-ls traces, computed a second time.

Makes random workspaces (the same ones every time) and compares BIN/whet-ls --trace and --untraced with
what this file computes from the same records: which focuses answer a need, the state of their actions,
the assessment that counted when one was done and the next, and which improvements led to nothing. The
next assessment is found by looking at every day after the action. Prints TAP: one line for every group
of workspaces and kind of fact.
"""

import datetime
import functools
import json
import random
import sys

sys.dont_write_bytecode = True  # the folder of tests stays as it is

import gaps
from gaps import NEAR, SKILLS, bare

SEEDS = 10 if gaps.SEEDS < 100 else 40
GROUP = SEEDS // 10
BASES = ["review", "others", "manager", "self"]


# Workspaces


def with_needs(records, seed):
    """Feedback gets improvements, focuses get sources; most actions are done early,
    and their skills are rated twice more."""
    dice = random.Random(f"needs {seed}")
    skills = [(r["owner"], f["skill"]) for r in records if r["kind"] == "plan"
              for f in r["focus"].values() if "skill" in f]
    for i, (who, skill) in enumerate(2 * skills):
        records.append({"kind": "feedback", "id": f"x{i}", "about": who, "date": gaps.a_day(dice, -200, 140),
                        "from": dice.choice([who, "boss"]), "ratings": {skill: dice.choice([1, 2, 3])}})
    sources = [f"{r['kind']}:{r['id']}" for r in records if r["kind"] in ("feedback", "review", "cycle")]
    for r in records:
        if r["kind"] == "feedback" and dice.random() < 0.3:
            r["improvements"] = "Say more."
        elif r["kind"] == "feedback" and dice.random() < 0.6:
            r["improvements"] = [{"text": f"Point {i}"} for i in range(dice.randint(1, 3))]
            if dice.random() < 0.5:
                r["improvements"][0]["skill"] = gaps.a_name(dice, dice.choice(list(gaps.FRAMEWORK)))
        for focus in r["focus"].values() if r["kind"] == "plan" else []:
            if sources and dice.random() < 0.7:
                focus["source"] = dice.sample(sources, min(len(sources), dice.randint(1, 2)))
            for action in focus.get("actions", {}).values():
                if dice.random() < 0.7:
                    action.pop("dropped", None)
                    action["done"] = gaps.a_day(dice, -190, 60)
    return records


# Facts


class Facts(gaps.Figures):
    def assessments(self, who, skill):
        """All there are: basis, date, record in the order that decides between equals, level."""
        made, cycles = [], {}
        for v in self.all("review"):
            level = gaps.by_skill(v["levels"]).get(skill)
            if v["about"] == who and v["status"] == "final" and level is not None:
                made.append((0, self.ends(v), (v["id"],), f"review:{v['id']}", level))
        for f in self.all("feedback"):
            level = gaps.by_skill(f["ratings"]).get(skill)
            if f["about"] != who or f["date"] > self.as_of or level in (None, "not-observed"):
                continue
            cycles.setdefault(f.get("cycle"), []).append((f, level))
            basis = {"manager": 2, "self": 3}.get(self.relation(f))
            if basis:
                made.append((basis, f["date"], (f["id"],), f"feedback:{f['id']}", level))
        for name, rated in cycles.items():
            level = self.others(self.of["cycle"][name], rated) if name else None
            if level is not None:
                end = gaps.ENDS[self.of["cycle"][name]["period"]]
                made.append((1, end, (name,), f"cycle:{name}", level))
        return [a for a in made if a[1] <= self.as_of]

    def counted(self, all_, day):
        """What counts on a day: the best basis, of it the last."""
        known = [a for a in all_ if a[1] <= day]
        best = [a for a in known if a[0] == min(a[0] for a in known)]
        return max(best, key=lambda a: a[1:3]) if best else None

    def around(self, who, skill, done):
        """Before and after: the first day on which what counts is dated after the action."""
        all_ = self.assessments(who, skill)
        before = self.counted(all_, done)
        day = datetime.date.fromisoformat(done)
        while before and str(day) < self.as_of:
            day += datetime.timedelta(days=1)
            now = self.counted(all_, str(day))
            if now[1] > done:
                return before, now
        return before, None

    def action(self, plan, focus, name, a):
        is_by = {end: a[end] if a.get(end, "9") <= self.as_of else None for end in ("done", "dropped")}
        state = ("done" if is_by["done"] else "dropped" if is_by["dropped"]
                 else "overdue" if a["due"] < self.as_of else "open")
        before = after = None
        if state == "done" and "skill" in focus:
            before, after = self.around(plan["owner"], bare(focus["skill"]), a["done"])
        outcome = None
        if state == "done":
            change = after[4] - before[4] if before and after else None
            outcome = ("not-reassessed" if change is None else "rose" if change > NEAR
                       else "fell" if change < -NEAR else "same")
        return {"action": name, "title": a["title"], "owner": plan["owner"], "state": state,
                "due": a["due"], "done": is_by["done"] if state == "done" else None,
                "dropped": is_by["dropped"] if state == "dropped" else None, "evidence": [],
                "before": self.said(before), "after": self.said(after), "outcome": outcome}

    def said(self, a):
        return a and {"level": a[4], "source": BASES[a[0]], "source_record": a[3],
                      "source_date": a[1]}

    def focus(self, plan, name):
        focus = plan["focus"][name]
        actions = [self.action(plan, focus, n, a) for n, a in focus.get("actions", {}).items()]
        done = [a for a in actions if a["outcome"]]
        told = [a for a in done if a["outcome"] != "not-reassessed"] or done
        last = functools.reduce(lambda a, b: b if b["done"] >= a["done"] else a, told) if told else None
        return {"focus": f"plan:{plan['id']}#{name}", "owner": plan["owner"],
                "skill": bare(focus["skill"]) if "skill" in focus else None,
                "title": focus.get("title"), "current": None, "target": None,
                "source": focus.get("source", []), "actions": actions,
                "outcome": last and last["outcome"]}

    def focuses(self, wanted):
        return [self.focus(p, name) for p in self.all("plan") for name, f in p["focus"].items()
                if wanted(p, f)]

    def untraced(self, who=None):
        made = []
        for f in self.all("feedback"):
            points = f.get("improvements", [])
            if isinstance(points, str):
                points = [{"text": points}]
            taken = self.focuses(lambda p, focus: f"feedback:{f['id']}" in focus.get("source", []))
            of = who in (None, f["about"], f["from"])
            if f["date"] <= self.as_of and not taken and of:
                made += [(f"feedback:{f['id']}", i + 1, p.get("skill"), p["text"])
                         for i, p in enumerate(points)]
        return made


# Comparison


def ask(binary, *arguments):
    status, out, err = gaps.run(f"{binary}/whet-ls", "workspace", "--format", "json", "-q", *arguments)
    return json.loads(out) if not status else {"focuses": err, "untraced": []}


def compare(binary, seed, wrong):
    records, as_of, dice = gaps.a_workspace(seed)
    as_of = dice.choice([as_of, gaps.a_day(dice, 150, 300)])
    gaps.write("workspace", with_needs(records, seed), dice)
    status, out, err = gaps.run(f"{binary}/whet-check", "workspace")
    if "error" in out or status:
        wrong["check"].append(f"seed {seed}: {out or err}")
        return
    facts = Facts(records, as_of)
    needs = [f"{r['kind']}:{r['id']}" for r in records if r["kind"] in ("feedback", "review", "cycle")]
    for need in dice.sample(needs, min(len(needs), 4)):
        got = ask(binary, "--as-of", as_of, "--trace", need)["focuses"]
        want = facts.focuses(lambda p, f: need in f.get("source", []))
        if not gaps.is_near(got, want):
            wrong["source"].append(f"seed {seed}, {as_of}, {need}: got {got}, want {want}")
    for plan in facts.all("plan"):
        who, skill = plan["owner"], dice.choice(SKILLS["f"])
        got = ask(binary, "--as-of", as_of, "--trace", f"{who}/{skill}")["focuses"]
        want = facts.focuses(lambda p, f: p["owner"] == who and bare(f.get("skill", "")) == skill)
        if not gaps.is_near(got, want):
            wrong["gap"].append(f"seed {seed}, {as_of}, {who}/{skill}: got {got}, want {want}")
        got = ask(binary, "--as-of", as_of, "--trace", f"plan:{plan['id']}")["focuses"]
        want = facts.focuses(lambda p, f: p is plan)
        if not gaps.is_near(got, want):
            wrong["plan"].append(f"seed {seed}, {as_of}, {plan['id']}: got {got}, want {want}")
    for who in None, "p0":
        got = ask(binary, "--as-of", as_of, "--untraced", *(["--owner", who] if who else []))
        got = [(i["record"], i["number"], i["skill"], i["text"]) for i in got["untraced"]]
        if got != facts.untraced(who):
            wrong["untraced"].append(f"seed {seed}, {as_of}: got {got}, want {facts.untraced(who)}")


def main():
    tap = gaps.Tap()
    names = {"check": "what is made here is valid", "source": "from where a need was seen",
             "gap": "from a gap", "plan": "the focuses of a plan", "untraced": "what led to nothing"}
    for first in range(0, SEEDS, GROUP):
        wrong = {name: [] for name in names}
        for seed in range(first, first + GROUP):
            compare(sys.argv[1], seed, wrong)
        for name, words in names.items():
            tap.ok(wrong[name], f"{words}: seeds {first} to {first + GROUP - 1}")
    print(f"1..{tap.count}")
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
