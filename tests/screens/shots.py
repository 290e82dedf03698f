"""Which pages are looked at, in which state, in whose eyes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """A page in one state: the world it stands in, its address there, and who reads it."""

    name: str
    world: str
    address: str
    mail: str = ""
    press: tuple[str, ...] = ()
    """Buttons and lines pressed before the picture, by their words."""
    opened: bool = False
    """Everything folded is opened first."""
    paper: bool = False
    """It is printed too."""


def ada(slug: str) -> str:
    return f"ada.{slug}@example.org"


def bela(slug: str) -> str:
    return f"bela.{slug}@example.org"


def cem(slug: str) -> str:
    return f"cem.{slug}@example.org"


EVENINGS = ("planned", "missed", "open", "floor", "counting", "differ", "counted", "announced", "closed")
SITTINGS = [
    shot
    for slug in EVENINGS
    for shot in (
        Shot(f"run-{slug}", "evenings", f"/c/{slug}/a/1/run/", bela(slug)),
        Shot(f"assembly-{slug}", "evenings", f"/c/{slug}/a/1/", cem(slug)),
    )
]
VOTES = [
    Shot(f"ballot-{name}", "votes", f"/v/{{{name}}}/", "voter@example.org", paper=name == "done")
    for name in ("done", "shut", "secret", "named", "slips", "rivals")
]
CODE = ("@E-mail=voter@example.org", "Send me a code")
SHOTS = [
    Shot("founding", "founding", "/found/"),
    Shot("sign-in", "votes", "/in/"),
    Shot("sign-in-code", "votes", "/in/", press=CODE),
    Shot(
        "sign-in-code-wrong",
        "votes",
        "/in/",
        press=("@E-mail=x@example.org", "Send me a code", "@6 digits=123456", "Sign in"),
    ),
    Shot("now-public", "evenings", "/"),
    Shot("now-empty", "evenings", "/", cem("empty")),
    Shot("now-counting", "evenings", "/", cem("counting")),
    Shot("now-secretary", "evenings", "/", ada("corrected")),
    Shot("now-vote", "votes", "/", "voter@example.org"),
    Shot("now-delegate", "council", "/", "hand1@saltmarsh.example"),
    Shot("commune-empty", "evenings", "/c/empty/"),
    Shot("commune-root", "evenings", "/c/confederation-of-the-avelle/"),
    Shot("commune", "evenings", "/c/answered/", ada("answered")),
    Shot("commune-delegates", "spine", "/c/c01/", "c01.1@example.org"),
    *SITTINGS,
    Shot("run-blank", "evenings", "/c/blank/a/1/run/", bela("blank")),
    Shot("run-forbidden", "evenings", "/c/floor/a/1/run/", cem("planned")),
    Shot("assembly-public", "evenings", "/c/announced/a/1/"),
    Shot("assembly-blank", "evenings", "/c/blank/a/1/"),
    Shot("minutes-unwritten", "evenings", "/c/unwritten/a/1/minutes/", ada("unwritten")),
    Shot("minutes-draft", "evenings", "/c/closed/a/1/minutes/", ada("closed")),
    Shot("minutes-draft-public", "evenings", "/c/closed/a/1/minutes/"),
    Shot("minutes-edit", "evenings", "/c/closed/a/1/minutes/edit/", ada("closed")),
    Shot("minutes-corrected", "evenings", "/c/corrected/a/1/minutes/", ada("corrected"), opened=True),
    Shot("minutes-approved", "evenings", "/c/approved/a/1/minutes/", paper=True),
    Shot("decision-own", "evenings", "/c/answered/d/1/", paper=True),
    Shot("decision-correct", "evenings", "/c/answered/d/1/correct/", ada("answered")),
    Shot("register", "evenings", "/d/"),
    Shot("register-none", "evenings", "/d/?q=zebra"),
    Shot("register-empty", "roll", "/d/"),
    Shot("register-ring", "council", "/d/"),
    Shot("charter", "evenings", "/c/answered/charter/"),
    Shot("charter-change", "evenings", "/c/answered/charter/change/3/", cem("answered")),
    Shot("charter-trial", "evenings", "/c/answered/charter/?present=63&yes=31&no=20"),
    Shot("plan", "evenings", "/c/answered/plan/", ada("answered")),
    Shot("matter", "evenings", "/c/answered/matter/", cem("answered")),
    Shot("sitting-tasks", "evenings", "/c/planned/a/1/tasks/", ada("planned")),
    Shot("members", "roll", "/c/before/members/", ada("before")),
    Shot("members-forbidden", "roll", "/c/before/members/"),
    Shot("members-none", "roll", "/c/before/members/?q=zebra", ada("before")),
    Shot("member", "roll", "/c/before/members/1/", ada("reading")),
    Shot("import", "roll", "/c/before/members/import/", ada("before")),
    Shot("import-refused", "roll", "/c/before/members/import/", ada("before"), press=("Read the table",)),
    Shot("import-reading", "roll", "/c/reading/members/import/", ada("reading"), opened=True),
    Shot("import-done", "roll", "/c/done/members/import/", ada("done")),
    Shot("cards", "roll", "/c/before/members/cards/", ada("before")),
    Shot("cards-sheet", "roll", "/c/before/members/cards/", ada("before"), press=("Make the sheet",), paper=True),
    Shot("roles", "roll", "/c/before/roles/", ada("before")),
    Shot("me", "votes", "/me/", "voter@example.org"),
    Shot("passkeys", "votes", "/me/passkeys/", "voter@example.org"),
    Shot("tokens", "votes", "/me/tokens/", "voter@example.org"),
    Shot("proposals", "proposals", "/c/marbrook/proposals/", "member2@example.org"),
    Shot("proposal-new", "proposals", "/c/marbrook/proposals/new/", "member2@example.org"),
    Shot("proposal", "proposals", "/p/{proposal}/", "member2@example.org"),
    Shot("proposal-public", "proposals", "/p/{proposal}/"),
    Shot("proposal-diff", "proposals", "/p/{proposal}/diff/2..3/", "member2@example.org"),
    Shot("proposal-draft", "proposals", "/p/{draft}/", "member2@example.org"),
    Shot("proposal-change", "proposals", "/p/{draft}/change/", "member1@example.org"),
    *VOTES,
    Shot("ballot-not-signed-in", "votes", "/v/{secret}/"),
    Shot("receipt", "votes", "/v/{secret}/", "voter@example.org", press=("#Yes", "Cast my vote: Yes")),
    Shot("receipt-change", "votes", "/v/{secret}/change/", "voter@example.org"),
    Shot("codes", "votes", "/v/{done}/codes/"),
    Shot("codes-open", "votes", "/v/{named}/codes/"),
    Shot("codes-check", "votes", "/v/{done}/check/"),
    Shot("ballot-by-hand", "votes", "/v/{named}/paper/", "teller@example.org"),
    Shot("ballot-print", "votes", "/v/{rivals}/print/", "voter@example.org", paper=True),
    Shot("council-live", "council", "/c/avelle/a/12/council/", "hand1@saltmarsh.example"),
    Shot("council-chair", "council", "/c/avelle/a/12/council/", "chair@council.example"),
    Shot("council-closed", "closed_council", "/c/avelle/a/12/council/"),
    Shot("council-vote", "council", "/council/v/{vote}/", "hand1@saltmarsh.example"),
    Shot("council-vote-blocked", "council", "/council/v/{vote}/", "hand1@marbrook.example"),
    Shot("council-vote-public", "council", "/council/v/{vote}/"),
    Shot("council-vote-closed", "closed_council", "/council/v/{vote}/", "hand1@marbrook.example"),
    Shot("mandates", "council", "/mandates/", "hand1@saltmarsh.example"),
    Shot("mandates-none", "evenings", "/mandates/", cem("empty")),
    Shot("mandates-commune", "council", "/c/saltmarsh/mandates/"),
    Shot("ring", "council", "/c/{ring}/d/59/", paper=True),
    Shot("ring-flat", "council", "/c/assembly-of-assemblies/d/59/"),
    Shot("ring-wide", "council", "/c/wide-confederation/d/59/"),
    Shot("items", "spine", "/c/council/items/", "secretary.council@example.org"),
    Shot("item", "spine", "/c/council/items/1/", "secretary.council@example.org"),
    Shot("item-new", "spine", "/c/council/items/new/", "secretary.council@example.org"),
    Shot("council-planned", "spine", "/c/council/a/1/", "secretary.council@example.org"),
    Shot("credentials", "spine", "/c/council/a/1/credentials/", "secretary.council@example.org"),
    Shot("commune-new", "spine", "/c/council/communes/new/", "secretary.council@example.org"),
    Shot("delegation", "spine", "/c/c01/delegation/", "secretary.c01@example.org"),
    Shot("delegation-new", "spine", "/c/c01/delegation/new/", "secretary.c01@example.org"),
    Shot("mandate-draft", "spine", "/c/c01/mandates/council/1/", "secretary.c01@example.org"),
    Shot("report", "reports", "{report}", paper=True),
    Shot("petition", "recall", "/r/{petition}/", "member@example.org"),
    Shot("petition-concerned", "recall", "/r/{petition}/", "concerned@example.org"),
    Shot("petition-public", "recall", "/r/{petition}/"),
    Shot("petition-names", "recall", "/r/{petition}/names/", "counter@example.org"),
    Shot("petition-new", "recall", "/c/c01/recall/{delegate}/", "member@example.org"),
    Shot("petition-paper", "recall", "/c/c01/recall/{delegate}/paper/", "counter@example.org"),
    Shot("not-there", "evenings", "/nothing-here/"),
]
