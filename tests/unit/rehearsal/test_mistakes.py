"""Every kind of mistake is named by its line and key, in one sentence, and all of them at once."""

import textwrap

import pytest

from confed.rehearsal.documents.sentences import NOT_YET, SENTENCES, mistake_line
from confed.rehearsal.domain.mistakes import Fault, Mistake
from confed.rehearsal.domain.parse import read_rehearsal

GOOD = """\
rehearsal: 1
title: A small one
start: 2025-01-10
zone: Europe/Paris
communes:
  top:
    template: assembly-of-assemblies
    charter: {quorum.ordinary: 1/5}
    communes:
      B1..B3: {roll: 40}
groups:
  two: [B1, B2]
steps:
  - day: -5
    publish: {council: top, item: call, title: A call}
  - mandate: {commune: two, item: call, says: for}
  - day: 0
    at: 10:00
    sitting: {council: top}
  - vote: {item: call, cast: {for: two, against: B3}}
  - day: 3
    answer: {item: call, commune: B3, counts: 20-6-2, voters: 28}
  - expect: {item: call, interim: 3-0-0}
variants:
  - name: other
    charter: {ratify.silence: stands}
"""


def mistakes(text: str) -> list[Mistake]:
    reading = read_rehearsal(textwrap.dedent(text))
    assert (reading.rehearsal is None) == bool(reading.mistakes)
    return reading.mistakes


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_good_file_has_no_mistake() -> None:
    assert mistakes(GOOD) == []


# What is written instead of what, and the mistake that must come of it: line, key, fault.
CORPUS: list[tuple[str, str, int, str, Fault]] = [
    ("rehearsal: 1", "rehearsal: 2", 1, "rehearsal", Fault.WRONG_VERSION),
    ("rehearsal: 1\n", "", 1, "rehearsal", Fault.MISSING),
    ("title: A small one", "titel: A small one", 2, "titel", Fault.UNKNOWN_KEY),
    ("start: 2025-01-10", "start: 10 January", 3, "start", Fault.NOT_A_DATE),
    ("Europe/Paris", "Europe/Pari", 4, "zone", Fault.UNKNOWN_ZONE),
    ("assembly-of-assemblies", "assembly-of-assembly", 7, "communes.top.template", Fault.UNKNOWN_TEMPLATE),
    (
        "quorum.ordinary: 1/5",
        "quorum.ordinari: 1/5",
        8,
        "communes.top.charter.quorum.ordinari",
        Fault.UNKNOWN_CHARTER_KEY,
    ),
    ("quorum.ordinary: 1/5", "quorum.ordinary: many", 8, "communes.top.charter.quorum.ordinary", Fault.CHARTER_VALUE),
    ("B1..B3:", "B1..C3:", 10, "communes.top.communes.B1..C3", Fault.BAD_RANGE),
    ("roll: 40", "roll: forty", 10, "communes.top.communes.B1..B3.roll", Fault.NOT_A_NUMBER),
    ("{roll: 40}", "{}", 10, "communes.top.communes.B1..B3", Fault.NO_ROLL),
    ("[B1, B2]", "[B1, B7]", 12, "groups.two", Fault.UNKNOWN_COMMUNE),
    ("  - day: -5\n", "  - day: early\n", 14, "steps.day", Fault.NOT_A_NUMBER),
    ("publish: {", "publsh: {", 15, "steps.publsh", Fault.UNKNOWN_KEY),
    ("item: call, title", "item: call, purpose: think, title", 15, "steps.publish.purpose", Fault.NOT_A_WORD),
    ("mandate: {commune: two", "mandate: {commune: tow", 16, "steps.mandate.commune", Fault.UNKNOWN_COMMUNE),
    ("two, item: call, says: for", "two, item: cal, says: for", 16, "steps.mandate.item", Fault.UNKNOWN_ITEM),
    ("says: for}", "says: maybe}", 16, "steps.mandate.says", Fault.NOT_A_WORD),
    ("says: for}", "says: for, counts: 1-2-3}", 16, "steps.mandate.counts", Fault.BOTH_COUNTS),
    ("says: for}", "voters: 20}", 16, "steps.mandate", Fault.NO_COUNTS),
    ("says: for}", "says: for, voters: 41}", 16, "steps.mandate.voters", Fault.ABOVE_ROLL),
    ("  - day: 0\n", "  - day: -9\n", 17, "steps", Fault.BACKWARDS),
    ("at: 10:00", "at: 25:00", 18, "steps.at", Fault.NOT_AN_HOUR),
    ("    at: 10:00\n", "    at: 10:00\n    clock: on\n", 17, "steps", Fault.TWO_VERBS),
    ("    at: 10:00\n    sitting: {council: top}", "    at: 10:00", 17, "steps", Fault.NO_VERB),
    ("sitting: {council: top}", "sitting: {council: B1}", 19, "steps.sitting.council", Fault.NOT_A_COUNCIL),
    ("    sitting: {council: top}", "    clock: nobody sits", 20, "steps.vote", Fault.NOT_YET),
    ("for: two, against", "yes: two, against", 20, "steps.vote.cast.yes", Fault.NOT_A_WORD),
    ("against: B3}}", "against: B3}, close: perhaps}", 20, "steps.vote.close", Fault.NOT_YES_NO),
    ("against: B3}}", "against: B3}, close: no}", 22, "steps.answer.item", Fault.NOT_YET),
    ("counts: 20-6-2", "counts: twenty", 22, "steps.answer.counts", Fault.NOT_COUNTS),
    ("counts: 20-6-2", "counts: 20-6-3", 22, "steps.answer.counts", Fault.ABOVE_PRESENT),
    ("voters: 28", "voters: -1", 22, "steps.answer.voters", Fault.TOO_SMALL),
    ("voters: 28", "by: paper, held: 4", 22, "steps.answer.held", Fault.HELD_AFTER),
    ("commune: B3, counts", "commune: top, counts", 22, "steps.answer.commune", Fault.NOT_A_BASE),
    ("interim: 3-0-0", "interrim: 3-0-0", 23, "steps.expect.interrim", Fault.UNKNOWN_KEY),
    ("{item: call, interim: 3-0-0}", "{item: call}", 23, "steps.expect", Fault.NOTHING_EXPECTED),
    ("{item: call, interim: 3-0-0}", "{interim: 3-0-0}", 23, "steps.expect", Fault.NOTHING_ABOUT),
    ("    charter: {ratify.silence: stands}", "    drop: [nothing]", 26, "variants.drop", Fault.UNKNOWN_STEP),
    ("silence: stands", "silence: golden", 26, "variants.charter.ratify.silence", Fault.CHARTER_VALUE),
    ("  - name: other", "  - name: other\n  - name: other", 26, "variants.name", Fault.VARIANT_TWICE),
    ("title: A small one", "title: A small one\ntitle: Another", 3, "title", Fault.TWICE),
    ("title: A small one", "title: [one", 3, "", Fault.NOT_YAML),
    ("  two: [B1, B2]", "  two: &two [B1, B2]\n  again: *two", 13, "groups.again", Fault.ALIAS),
    ("  - day: -5\n    publish", "  - publish", 14, "steps", Fault.NO_DAY),
]


COMMUNE = """\
rehearsal: 1
title: One commune
start: 2025-01-10
communes:
  top: {roll: 40, youth: 3}
steps:
  - day: -5
    draft: {commune: top, proposal: roof, title: A roof, by: 13}
  - draft: {commune: top, proposal: shed, title: A shed}
  - support: {proposal: roof, by: "14, 15"}
  - argue: {proposal: roof, by: Y1, side: for, words: We get wet.}
  - day: 0
    assemble: {commune: top, voters: 30, close: no}
  - ballot: {commune: top, proposal: roof, rivals: [shed], method: named, ballots: {for+against: 1..20}}
  - file_petition: {commune: top, petition: off, against: 5, by: 9, ground: trust}
  - sign: {petition: off, by: 10..12}
  - ask_correction: {proposal: roof, by: 13, counts: 1-2-3, reason: crosswise}
  - expect: {proposal: roof, decided: adopted}
"""
OWN: list[tuple[str, str, int, str, Fault]] = [
    ("title: A roof, by: 13", "title: A roof, by: Y4", 8, "steps.draft.by", Fault.NOT_ON_ROLL),
    ("title: A roof, by: 13", "title: A roof, by: Ana", 8, "steps.draft.by", Fault.NOT_PEOPLE),
    ("title: A roof, by: 13", "title: A roof, by: 1..2", 8, "steps.draft.by", Fault.NOT_ONE_PERSON),
    ("proposal: shed", "proposal: roof", 9, "steps.draft.proposal", Fault.PROPOSAL_TWICE),
    ("support: {proposal: roof", "support: {proposal: rof", 10, "steps.support.proposal", Fault.UNKNOWN_PROPOSAL),
    ("{proposal: roof, by: Y1", "{proposal: shad, by: Y1", 11, "steps.argue.proposal", Fault.UNKNOWN_PROPOSAL),
    ("side: for", "side: yes", 11, "steps.argue.side", Fault.NOT_A_WORD),
    ("[shed], method: named", "[], method: named", 14, "steps.ballot.ballots.for+against", Fault.NOT_EVERY_TEXT),
    ("method: named", "mandate: call, method: named", 14, "steps.ballot", Fault.NOT_ONE_QUESTION),
    ("method: named", "method: hands", 14, "steps.ballot", Fault.CAST_OR_COUNTED),
    ("1..20}", "1..41}", 14, "steps.ballot.ballots.for+against", Fault.NOT_ON_ROLL),
    ("1..20}", "1..20}, counts: 1-2-3", 14, "steps.ballot", Fault.CAST_OR_COUNTED),
    ("  - ballot: {", "  - refused: {words: no, ballot: {", 17, "steps.ask_correction.proposal", Fault.NOT_YET),
    ("ground: trust", "ground: envy", 15, "steps.file_petition.ground", Fault.NOT_A_WORD),
    ("against: 5, by: 9", "against: 5, by: 8..9", 15, "steps.file_petition.by", Fault.NOT_ONE_PERSON),
    ("sign: {petition: off", "sign: {petition: of", 16, "steps.sign.petition", Fault.UNKNOWN_PETITION),
    (
        "  - sign: {petition: off",
        "  - file_petition: {commune: top, petition: off, against: 5, ground: trust",
        16,
        "steps.file_petition.petition",
        Fault.PETITION_TWICE,
    ),
    ("counts: 1-2-3", "counts: 1-2-3, was: Four", 17, "steps.ask_correction", Fault.WORDS_OR_COUNTS),
    (
        "  - sign: {petition: off, by: 10..12}",
        "  - agenda: {commune: top}",
        16,
        "steps.agenda",
        Fault.TITLE_OR_PROPOSAL,
    ),
    ("{roll: 40", "{people: {41: Ana}, roll: 40", 5, "communes.top.people.41", Fault.NOT_ON_ROLL),
    ("expect: {proposal: roof", "expect: {proposal: rof", 18, "steps.expect.proposal", Fault.UNKNOWN_PROPOSAL),
]


def test_good_file_of_one_commune_has_no_mistake() -> None:
    assert mistakes(COMMUNE) == []


@pytest.mark.parametrize(("old", "new", "line", "key", "fault"), OWN, ids=[f"{c[4]}-{n}" for n, c in enumerate(OWN)])
def test_mistake_of_one_commune_is_named(old: str, new: str, line: int, key: str, fault: Fault) -> None:
    text = COMMUNE.replace(old, new, 1)
    text = text.replace("1..20}}", "1..20}}}") if "refused" in new else text
    found = mistakes(text)
    assert (line, key, fault) in [(each.line, each.key, each.fault) for each in found], found
    assert not [each for each in found if "%(" in mistake_line(each)]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "fault"), CORPUS, ids=[f"{c[4]}-{n}" for n, c in enumerate(CORPUS)]
)
def test_mistake_is_named_by_line_and_key(old: str, new: str, line: int, key: str, fault: Fault) -> None:
    found = mistakes(changed(old, new))
    assert (line, key, fault) in [(each.line, each.key, each.fault) for each in found], found
    for each in found:
        assert mistake_line(each).startswith(f"line {each.line}")
        assert "%(" not in mistake_line(each)


def test_all_mistakes_are_listed_at_once() -> None:
    text = (
        changed("roll: 40", "roll: 40, rol: 4")
        .replace("counts: 20-6-2", "counts: many")
        .replace("at: 10:00", "at: noon")
    )
    assert [each.line for each in mistakes(text)] == [10, 18, 22]


def test_unknown_word_is_told_what_was_probably_meant() -> None:
    found = mistakes(changed("two, item: call, says: for", "two, item: cal, says: for"))
    assert "Did you mean “call”?" in mistake_line(found[0])


@pytest.mark.parametrize("text", ["", "- a list", "42", "\t- x", "a: b: c", "{", "\x00", "a: " + "[" * 5000])
def test_what_is_no_rehearsal_is_refused_and_never_raises(text: str) -> None:
    assert mistakes(text)


def test_refused_step_may_hold_what_would_be_a_mistake_elsewhere() -> None:
    refused = "refused: {words: more than, answer: {item: call, commune: B3, counts: 20-9-9, voters: 28}}"
    assert mistakes(changed("answer: {item: call, commune: B3, counts: 20-6-2, voters: 28}", refused)) == []


def test_every_fault_has_its_sentence() -> None:
    assert set(SENTENCES) | {Fault.NOT_YET} == set(Fault)
    assert set(NOT_YET) == {"published", "voted", "sitting", "drafted", "filed", "ballot"}
