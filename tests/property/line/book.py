"""An account of the story kept apart, in plain Python and by the plainest reckoning; nothing of the house is asked."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

SIDES = ("for", "against", "abstain")
FEW = 5


def part(text: str) -> tuple[int, int]:
    """“2/3” as two numbers."""
    above, _, below = text.partition("/")
    return int(above), int(below or 1)


def at_least(text: str, whole: int) -> int:
    """The fewest of a whole that are this share of it."""
    above, below = part(text)
    fewest = 0
    while fewest * below < above * whole:
        fewest += 1
    return fewest


def outcome(rule: dict[str, str], said: Counter[str], present: int, everybody: int) -> str:
    """What a vote comes to."""
    if said["for"] == said["against"]:
        return "tied"
    base = {"cast": said["for"] + said["against"], "present": present, "all": everybody}[rule["base"]]
    threshold = rule["threshold"]
    passed = said["for"] * 2 > base if threshold == "majority" else said["for"] >= max(1, at_least(threshold, base))
    return "adopted" if passed else "rejected"


@dataclass
class Vote:
    """A vote of a home as the machine saw it: who may, what each said, by whatever way."""

    home: int
    proposal: int
    method: str
    electors: frozenset[int]
    present: int
    rule: dict[str, str]
    may_change: bool
    said: dict[int, str] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)  # entry → code of a slip
    paper: Counter[str] = field(default_factory=Counter)
    marked: set[int] = field(default_factory=set)  # whose slip is paper
    hands: Counter[str] | None = None
    stage: str = "open"

    @property
    def counts(self) -> Counter[str]:
        """Everything that was said."""
        return self.hands if self.hands is not None else Counter(self.said.values()) + self.paper

    @property
    def people(self) -> int:
        """How many said something."""
        return sum(self.counts.values())

    @property
    def is_hidden(self) -> bool:
        """Whether so few voted in secret that nothing is printed."""
        return self.method in ("secret", "slips") and self.people < FEW

    def verdict(self) -> str:
        """What it comes to."""
        return outcome(self.rule, self.counts, self.present, len(self.electors))


@dataclass
class Decided:
    """A decision of a home: the day of its vote, its number there, and what it said."""

    home: int
    proposal: int
    day: date
    number: int
    outcome: str
    counts: Counter[str]
    is_hidden: bool = False

    @property
    def position(self) -> str:
        """What it says to a council."""
        return {"adopted": "for", "rejected": "against", "tied": "abstain"}[self.outcome]

    @property
    def printed(self) -> tuple[int, ...]:
        """The numbers that may be printed."""
        return (0, 0, 0) if self.is_hidden else tuple(self.counts[side] for side in SIDES)


@dataclass
class Book:
    """All that the machine knows: rolls, votes, decisions, and whom a question was sent to."""

    roll: dict[int, dict[int, bool]] = field(default_factory=dict)  # home → entry → has a vote
    votes: dict[int, Vote] = field(default_factory=dict)
    decided: dict[int, Decided] = field(default_factory=dict)
    asked: dict[int, dict[int, int]] = field(default_factory=dict)  # cascade → home → voters then
    names: dict[int, set[int]] = field(default_factory=dict)  # petition → entries that signed
    bases: dict[int, frozenset[int]] = field(default_factory=dict)  # petition → who could sign
    acts: Counter[str] = field(default_factory=Counter)  # facts that the roll owes the journal

    def voters(self, home: int) -> frozenset[int]:
        """Who has a vote in a home now."""
        return frozenset(entry for entry, votes in self.roll[home].items() if votes)

    def answer(self, proposal: int | None, closes_on: date) -> tuple[str, tuple[int, ...]] | None:
        """What a home has said to a question of its council: the last vote in time, else that it came late."""
        own = [made for made in self.decided.values() if made.proposal == proposal]
        in_time = [made for made in own if made.day <= closes_on]
        if in_time:
            last = max(in_time, key=lambda made: (made.day, made.number))
            return last.position, last.printed
        return ("late", ()) if own else None


@dataclass(frozen=True)
class Place:
    """One commune of a ratification: where it stands in the tree, what it said, its votes at home."""

    path: tuple[int, ...]
    position: str | None
    home: tuple[int, ...]
    members: int


def _passes(rule: dict[str, str], said: Counter[str], whole: int) -> bool:
    if rule["approval"] != "none" and said["for"] < at_least(rule["approval"], whole):
        return False
    return outcome(rule, said, sum(said.values()), whole) == "adopted"


def ratified(rule: dict[str, str], places: list[Place]) -> dict[str, object]:
    """Every way of counting, one after another, on one's fingers."""
    flat = Counter(place.position for place in places if place.position)
    tiered: Counter[str] = Counter()
    districts = {place.path[0] for place in places if place.path}
    for district in districts:
        inside = Counter(place.position for place in places if place.path[:1] == (district,))
        lead = inside["for"] - inside["against"]
        tiered["for" if lead > 0 else "against" if lead < 0 else "abstain"] += 1
    tiered.update(place.position for place in places if place.position and not place.path)
    members: Counter[str] = Counter()
    for place in places:
        members.update(dict(zip(SIDES, place.home, strict=False)))
    roll = sum(place.members for place in places)
    children = len(districts) + sum(not place.path for place in places)
    ways = {
        "flat": _passes(rule, flat, len(places)),
        "tiered": _passes(rule, tiered, children),
        "members": _passes(rule, members, roll),
    }
    ways["double"] = ways["flat"] and ways["members"]
    enough = rule["min_expressed"] == "none" or sum(flat.values()) >= at_least(rule["min_expressed"], len(places))
    end = "ratified" if ways[rule["count_method"]] else "not_ratified"
    return {"flat": flat, "tiered": tiered, "members": members, "outcome": end if enough else "insufficient"}


def council_count(voices: list[dict]) -> dict[str, object]:
    """A council's vote on one's fingers: one voice a delegation, its valid one, else its void one, else its silence."""
    binding: Counter[str] = Counter()
    tendency: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for delegation in {voice["delegation_id"] for voice in voices}:
        own = [voice for voice in voices if voice["delegation_id"] == delegation]
        spoken = [voice for voice in own if voice["kind"] in ("binding", "indicative")]
        if spoken:
            choice = spoken[0]["choice"]
            if choice == "send_back":
                rest["send_back"] += 1
                continue
            tendency[choice] += 1
            if spoken[0]["kind"] == "binding":
                binding[choice] += 1
        else:
            rest["void" if any(voice["kind"] == "void" for voice in own) else "not_voting"] += 1
    return {
        "binding": binding,
        "tendency": tendency,
        **{name: rest[name] for name in ("send_back", "void", "not_voting")},
    }


def mandated(
    mandate: dict | None, rule: dict[str, str], same_text: bool, touched: bool | None, contested: bool
) -> dict:
    """What each answer would be under a mandate: binding, indicative, or not permitted (None)."""
    said = {"send_back": "indicative"}
    for choice in SIDES:
        said[choice] = _worth(mandate, choice, same_text, touched, contested)
    if mandate and said["abstain"] is None and rule.get("abstain_against_mandate") == "allowed":
        said["abstain"] = "indicative"
    return said


def _worth(mandate: dict | None, choice: str, same_text: bool, touched: bool | None, contested: bool) -> str | None:
    if mandate is None:
        return "indicative"
    held = "binding" if choice == mandate["position"] else None
    if same_text:
        return held
    lines, latitude = bool(mandate["red_lines"]), mandate["latitude"]
    if latitude == "strict" or (lines and contested):
        return "indicative"
    if lines and touched:
        if mandate["if_touched"] == "none":
            return "indicative"
        return "binding" if (mandate["if_touched"], choice) == ("against", "against") else None
    if latitude == "open":
        return "binding"
    return "indicative" if lines and touched is None else held
