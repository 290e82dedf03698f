"""The ratifications of the worked scenarios, as units of the domain."""

from mandates.domain.ratification import RatificationRule, Unit
from mandates.domain.stages import Choice, RatificationStage, VoiceKind

YES, NO, EVEN = (20, 6, 2), (6, 20, 2), (10, 10, 8)
FOR_27, AGAINST_27 = (41, 18, 7), (25, 35, 6)

_HOME = {RatificationStage.FOR: YES, RatificationStage.AGAINST: NO, RatificationStage.ABSTAIN: EVEN}
_F, _A, _B, _S, _L, _O = (
    RatificationStage.FOR,
    RatificationStage.AGAINST,
    RatificationStage.ABSTAIN,
    RatificationStage.SILENT,
    RatificationStage.LATE,
    RatificationStage.ASKED,
)

# Saint-Nazaire: choice in the council, kind, what comes home and on which day.
SAINT_NAZAIRE = [
    *[("for", "binding", _F, 0)] * 3,
    *[("against", "binding", _A, 0)] * 5,
    *[("for", "indicative", _F, day) for day in (4, 7, 9, 12, 23)],
    *[("for", "indicative", _A, day) for day in (6, 10, 14, 19, 28)],
    ("for", "indicative", _B, 11),
    ("for", "indicative", _S, None),
    ("against", "indicative", _A, 13),
    ("against", "indicative", _A, 21),
    ("against", "indicative", _S, None),
    ("abstain", "indicative", _S, None),
]
B20 = 20

# Four levels: which communes of each neighbourhood are for.
FOUR_LEVELS = {
    (1, 11): "FFF",
    (1, 12): "FFA",
    (1, 13): "AAA",
    (2, 21): "FFA",
    (2, 22): "FFA",
    (2, 23): "AAA",
    (3, 31): "AAA",
    (3, 32): "FAA",
    (3, 33): "FAA",
}
C2C = 24


def rule(**values: str) -> RatificationRule:
    """Return the default rule with some values changed."""
    return RatificationRule.from_values(values)


def saint_nazaire(day: int = 28, late: bool = False) -> list[Unit]:
    """Return the 24 delegations as they stand at the end of a day; `late` sends B20's vote of day 29."""
    units = []
    for number, (choice, kind, stage, voted) in enumerate(SAINT_NAZAIRE, start=1):
        if late and number == B20:
            stage, voted = _L, 29
        known = stage if voted is not None and voted <= max(day, 29 * late) else _O
        if day >= 28 and voted is None:
            known = _S
        home = YES if known == _L else _HOME.get(known, (0, 0, 0))
        units.append(Unit(number, (), known, Choice(choice), VoiceKind(kind), *home, members=60))
    return units


def four_levels(late: bool = False) -> list[Unit]:
    """Return the 27 communes; `late` makes commune c of neighbourhood C-2 vote on day 29."""
    units = []
    for path, says in FOUR_LEVELS.items():
        for word in says:
            number = len(units) + 1
            stage = _L if late and number == C2C else _F if word == "F" else _A
            home = FOR_27 if word == "F" else AGAINST_27
            units.append(Unit(number, path, stage, Choice(""), VoiceKind(""), *home, members=260))
    return units
