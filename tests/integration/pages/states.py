"""Every state a screen can be in, and the words that tell it: the empty page, the fault, no signal, closed, not yours."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class State:
    """One state of one screen: where it is met, by whom, and what the page says there."""

    screen: str
    kind: str
    world: str
    address: str
    words: str
    mail: str = ""
    sent: dict[str, str] | None = None
    """Fields of the form that is sent first; the page that answers is read."""
    kept: bool = field(default=False)
    """The words are kept in the page for its script to say."""


def at(word: str, slug: str) -> str:
    return f"{word}.{slug}@example.org"


OFFLINE = "No signal. Nothing was sent; what you typed stays here. Press again when there is signal."
UNSENT = "Not sent. Try again"
LOST = "Not live since {time}. Trying again."
VOTER, MEMBER = "voter@example.org", "member2@example.org"
HAND = "hand1@saltmarsh.example"
COUNCIL = "/c/avelle/a/12/council/"
IMPORT = "/c/before/members/import/"

STATES = (
    State("now", "empty", "evenings", "/", "Nothing needs you now No assembly is planned.", at("cem", "empty")),
    State("now", "error", "evenings", "/", UNSENT, at("cem", "empty"), kept=True),
    State("now", "no signal", "evenings", "/", OFFLINE, at("cem", "empty"), kept=True),
    State("now", "no permission", "evenings", "/", "Sign in to see what needs you."),
    State("commune", "empty", "evenings", "/c/empty/", "No decisions yet."),
    State("commune", "empty, a date", "evenings", "/c/blank/", "No decisions yet. The first assembly is on"),
    State("commune", "no signal", "evenings", "/c/empty/", LOST, kept=True),
    State("commune", "closed", "left", "/c/gone/", "This commune left on 1 May 2026. Its decisions stay here."),
    State("commune", "no permission", "evenings", "/c/empty/", "only members of Empty see it."),
    State(
        "console", "empty", "evenings", "/c/blank/a/1/run/", "No agenda yet. Add the first item.", at("bela", "blank")
    ),
    State(
        "console", "saved", "evenings", "/c/floor/a/1/run/", "Every act is saved when its button", at("bela", "floor")
    ),
    State("console", "error", "evenings", "/c/floor/a/1/run/", UNSENT, at("bela", "floor"), kept=True),
    State("console", "no signal", "evenings", "/c/floor/a/1/run/", OFFLINE, at("bela", "floor"), kept=True),
    State("console", "closed", "evenings", "/c/closed/a/1/run/", "Go to the minutes", at("bela", "closed")),
    State(
        "console", "no permission", "evenings", "/c/floor/a/1/run/", "They are: Bela of Floor.", at("cem", "planned")
    ),
    State("count", "empty", "evenings", "/c/counting/a/1/run/", "Waiting for hands", at("bela", "counting")),
    State(
        "count", "error", "evenings", "/c/differ/a/1/", "The two counts differ. You, for Yes 41", at("cem", "differ")
    ),
    State(
        "count",
        "no signal",
        "evenings",
        "/c/counting/a/1/",
        "Not sent yet. Tell the facilitator your number.",
        at("cem", "counting"),
        kept=True,
    ),
    State("count", "closed", "evenings", "/c/counted/a/1/", "The hands are counted.", at("cem", "counted")),
    State(
        "count",
        "no permission",
        "evenings",
        "/c/counting/a/1/",
        "Only tonight’s facilitators run it. They are: Bela of Counting.",
        at("ada", "planned"),
    ),
    State("assembly", "empty", "evenings", "/c/blank/a/1/", "No matters yet."),
    State("assembly", "no signal", "evenings", "/c/floor/a/1/", LOST, kept=True),
    State("assembly", "closed", "evenings", "/c/closed/a/1/", "closed"),
    State(
        "assembly", "no permission", "evenings", "/c/floor/a/1/", "Only tonight’s facilitators run it. They are: Bela"
    ),
    State("proposal", "empty", "proposals", "/p/{draft}/", "No arguments yet. Say the first.", MEMBER),
    State("proposal", "no signal", "proposals", "/p/{draft}/", OFFLINE, MEMBER, kept=True),
    State(
        "proposal",
        "closed",
        "evenings",
        "/c/answered/d/1/",
        "40 yes, 12 no, 5 abstain, of 63 present: 32 needed. Passed.",
    ),
    State("proposal", "no permission", "proposals", "/p/{proposal}/", "Only Marbrook can see this until it is voted."),
    State("ballot", "error", "votes", "/v/{secret}/", "Choose an answer first. Your vote is not in.", VOTER, kept=True),
    State(
        "ballot",
        "no signal",
        "votes",
        "/v/{secret}/",
        "Not sent. Your vote is not in. Raise your hand or ask for paper.",
        VOTER,
        kept=True,
    ),
    State("ballot", "closed", "votes", "/v/{shut}/", "6 voted. The result is announced in the assembly.", VOTER),
    State("ballot", "result", "votes", "/v/{done}/", "9 voted. Not passed The result", VOTER),
    State(
        "ballot",
        "no permission",
        "votes",
        "/v/{secret}/",
        "The roll of this vote was closed when it opened,",
        "late@example.org",
    ),
    State("ballot", "not signed in", "votes", "/v/{secret}/", "Sign in to vote."),
    State(
        "receipt",
        "error",
        "votes",
        "/v/{done}/check/",
        "This code is not on the list. Check each word, and the word of your own if you gave one.",
        sent={"code": "acorn-lilac-barley-417"},
    ),
    State("receipt", "closed", "votes", "/v/{done}/codes/", "Codes: 9"),
    State("receipt", "open", "votes", "/v/{secret}/codes/", "The vote is still open. The list appears when it closes"),
    State("receipt", "no code", "votes", "/v/{named}/codes/", "An open vote has no codes."),
    State("mandates", "empty", "council", "/c/pontavelle/mandates/", "No mandate"),
    State(
        "mandates", "no permission", "evenings", "/mandates/", "You carry no commune’s word now.", at("cem", "empty")
    ),
    State("council vote", "error", "council", "/council/v/{vote}/", "Choose an answer first.", HAND, kept=True),
    State(
        "council vote",
        "no signal",
        "council",
        "/council/v/{vote}/",
        "Not sent. Your commune has no answer from you yet. Tell the chair your answer.",
        HAND,
        kept=True,
    ),
    State(
        "council vote",
        "closed",
        "closed_council",
        "/council/v/{vote}/",
        "Recorded for Marbrook: No",
        "hand1@marbrook.example",
    ),
    State("council vote", "no permission", "council", "/council/v/{vote}/", "You do not speak for a commune here."),
    State("council live", "empty", "council", COUNCIL + "?item=8", "no vote opened yet"),
    State("council live", "no signal", "council", COUNCIL, LOST, kept=True),
    State("council live", "closed", "closed_council", COUNCIL, "Votes that count"),
    State("ring", "empty", "fresh_ring", "/c/fresh/d/59/", "No commune has voted yet."),
    State("ring", "open", "council", "/c/{ring}/d/59/", "7 yes, 2 no, 0 abstain; 4 of 13 communes"),
    State("ring", "closed", "evenings", "/c/answered/d/1/", "In force since"),
    State("ring", "not passed", "evenings", "/c/answered/d/2/", "Not passed"),
    State("minutes", "empty", "evenings", "/c/unwritten/a/1/minutes/", "what was said follows"),
    State(
        "minutes", "open", "evenings", "/c/corrected/a/1/minutes/", "waits for its last word", at("ada", "corrected")
    ),
    State("minutes", "closed", "evenings", "/c/approved/a/1/minutes/", "Approved, locked"),
    State(
        "minutes",
        "no permission",
        "evenings",
        "/c/corrected/a/1/minutes/",
        "Draft: only people who were there read it whole.",
    ),
    State(
        "minutes",
        "no permission to write",
        "evenings",
        "/c/closed/a/1/minutes/edit/",
        "Only the minutes-taker or a secretary",
    ),
    State("register", "empty", "evenings", "/d/?q=zebra", "No match for “zebra”. Fewer words?"),
    State("register", "nothing yet", "left", "/d/", "No decisions yet."),
    State("report", "empty", "reports", "{report}", "The delegates add what they heard. Due by"),
    State("recall", "open", "recall", "/r/{petition}/", "Only tellers see names.", "member@example.org"),
    State(
        "recall",
        "no permission",
        "recall",
        "/r/{petition}/names/",
        "Only the tellers of C01 see the names",
        "member@example.org",
    ),
    State("import", "empty", "roll", IMPORT, "Choose a file, or paste", at("ada", "before")),
    State("import", "error", "roll", "/c/reading/members/import/", "row 4 There is no name.", at("ada", "reading")),
    State(
        "import",
        "nothing sent",
        "roll",
        IMPORT,
        "Choose a file, or paste the table. Or paste the table",
        at("ada", "before"),
        {"act": "read", "words": ""},
    ),
    State("import", "closed", "roll", "/c/done/members/import/", "You can undo it until", at("ada", "done")),
    State(
        "import", "no permission", "roll", IMPORT, "Only secretaries of Before bring in members.", at("bela", "before")
    ),
    State(
        "members", "empty", "roll", "/c/before/members/?q=zebra", "Nobody with that name or card.", at("ada", "before")
    ),
    State("members", "no permission", "roll", "/c/before/members/", "Only members of Before see this."),
    State("sign in", "error", "roll", "/in/", "This is not an e-mail address.", sent={"mail": "nobody"}),
    State("sign in", "closed", "roll", "/in/slip/used-up/", "used up"),
    State("any page", "not there", "evenings", "/nothing-here/", "No such page"),
)
