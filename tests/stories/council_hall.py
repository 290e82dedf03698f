"""A council in the middle of a vote, with a mandate that blocks, one on an older text, and decisions that stand below."""

from tests.integration.mandates_pages import build


def council_hall() -> str:
    """Make the council of three communes; return the code of its open vote."""
    council = build.make_council(["Marbrook", "Saltmarsh", "Pontavelle"])
    item = build.make_item(council, 7, "Shared summer water reserve", build.V4, build.V5)
    build.make_item(council, 8, "Night bus, line 4")
    build.give_mandate(council.communes[0], item, "against", version=2)
    terms = {"latitude": "strict", "stage": "degraded", "red_lines": ["Small farms stay exempt"]}
    build.give_mandate(council.communes[1], item, "for", version=1, **terms)
    vote = build.open_vote(council, item, {**build.RULE, "threshold": "majority"})
    build.say(vote, council.delegations[0], "against", "binding")
    build.own_decision(council.communes[2], number=88)
    build.flat()
    build.wide(300, 6)
    return vote.code
