"""One plain sentence for every mistake a rehearsal file can hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from confed.rehearsal.domain.mistakes import Fault, Mistake

SENTENCES: dict[Fault, str | Promise] = {
    Fault.NOT_YAML: _("This is not YAML: %(problem)s."),
    Fault.NOT_A_MAPPING: _("Here must stand keys with values, as “title: …”."),
    Fault.TOO_LONG: _("The file is longer than %(most)s characters."),
    Fault.TWICE: _("This key stands here a second time; the first is on line %(first)s."),
    Fault.ALIAS: _("Anchors and aliases (& and *) are not read; write it out, or use a range as B01..B24."),
    Fault.UNKNOWN_KEY: _("There is no key “%(key)s” here; the keys are: %(known)s."),
    Fault.MISSING: _("The key “%(key)s” is missing."),
    Fault.NOT_A_NUMBER: _("“%(found)s” is not a whole number."),
    Fault.TOO_SMALL: _("%(found)s is too small; the least is %(least)s."),
    Fault.TOO_LARGE: _("%(found)s is too large; the most is %(most)s."),
    Fault.NOT_YES_NO: _("“%(found)s” is neither yes nor no."),
    Fault.NOT_A_DATE: _("“%(found)s” is not a date; write it as 2019-04-05."),
    Fault.NOT_AN_HOUR: _("“%(found)s” is not an hour; write it as 18:30."),
    Fault.NOT_COUNTS: _("“%(found)s” are not counts; write for-against-abstain as 20-6-2."),
    Fault.NOT_A_WORD: _("“%(found)s” cannot stand here; the words are: %(words)s."),
    Fault.NOT_TEXT: _("Here must stand a text, not a list or keys."),
    Fault.NOT_A_LIST: _("Here must stand a list."),
    Fault.WRONG_VERSION: _("This program reads files that say “rehearsal: 1”; this one says “%(found)s”."),
    Fault.UNKNOWN_ZONE: _("There is no time zone “%(found)s”; an example is Europe/Paris."),
    Fault.BAD_RANGE: _(
        "“%(range)s” is not a range; its ends must differ in the last number or letter only, as B01..B24."
    ),
    Fault.NO_VERB: _("This step does nothing: it needs one verb."),
    Fault.TWO_VERBS: _("This step has more than one verb (%(verbs)s); make a step of each."),
    Fault.BOTH_COUNTS: _("Give either “says” or “counts”, not both."),
    Fault.NO_COUNTS: _("Say how the vote went: “says: for”, or “counts: 20-6-2”."),
    Fault.NOT_ONE_ITEM: _("An item is exactly one of text, proposal, mandate, answer or name_delegation."),
    Fault.BOTH_CALLS: _("Give either “voters” or “calls”, and one or two calls."),
    Fault.UNKNOWN_COMMUNE: _("There is no commune “%(found)s” in this file."),
    Fault.COMMUNE_TWICE: _("The commune “%(key)s” stands in the tree twice."),
    Fault.NAMES_DIFFER: _("There are %(names)s names for %(communes)s communes."),
    Fault.NAME_TWICE: _("Two communes would have the same address: “%(name)s” and “%(first)s”."),
    Fault.ROLL_AND_COMMUNES: _("“%(key)s” has a roll and communes under it; it can have only one of them."),
    Fault.NO_ROLL: _("“%(key)s” needs a roll (how many people, or their names) or communes under it."),
    Fault.UNKNOWN_TEMPLATE: _("There is no charter template “%(found)s”."),
    Fault.UNKNOWN_CHARTER_KEY: _("A charter has no key “%(key)s”."),
    Fault.CHARTER_VALUE: _("“%(found)s” does not fit the charter key %(key)s; it takes: %(allowed)s."),
    Fault.NOT_A_COUNCIL: _("“%(key)s” has no communes under it, so it has no council."),
    Fault.NOT_A_BASE: _("“%(key)s” has communes under it: its people meet in those."),
    Fault.NOT_A_CHILD: _("“%(key)s” does not stand right under “%(council)s”, so it has no voice there."),
    Fault.NO_PARENT: _("There is no council above “%(key)s” to send anybody to."),
    Fault.INNER_NEEDS_ITEM: _(
        "“%(key)s” has communes under it: name the item by which its council decided whom to send."
    ),
    Fault.UNKNOWN_ITEM: _("No step publishes an item “%(found)s”."),
    Fault.ITEM_TWICE: _("The item “%(item)s” is published twice."),
    Fault.BACKWARDS: _(
        "Day %(day)s, %(at)s is before the step above it (day %(last)s): steps stand in the order of time."
    ),
    Fault.NO_DAY: _("The first step needs a day."),
    Fault.ABOVE_PRESENT: _("The counts add up to %(sum)s, but only %(present)s voters were present."),
    Fault.ABOVE_ROLL: _("%(voters)s voters present, but the roll of “%(key)s” holds %(roll)s."),
    Fault.HELD_AFTER: _("Held on day %(held)s, but entered on day %(day)s: an assembly is entered after it was held."),
    Fault.NOTHING_EXPECTED: _("Nothing is expected here: name at least one figure."),
    Fault.NOTHING_ABOUT: _("Say of what: an item, a commune, or both."),
    Fault.UNKNOWN_STEP: _("No step has the id “%(found)s”."),
    Fault.STEP_TWICE: _("Two steps have the id “%(found)s”."),
    Fault.UNKNOWN_VARIANT: _("There is no variant “%(found)s”."),
    Fault.VARIANT_TWICE: _("Two variants are called “%(name)s”."),
    Fault.NOT_PEOPLE: _("“%(found)s” names nobody: people are named by their number on the roll (1..40), youth as Y1."),
    Fault.NOT_ON_ROLL: _("The roll of “%(key)s” has no “%(found)s”: it holds %(roll)s voters and %(youth)s youth."),
    Fault.UNKNOWN_PROPOSAL: _("No step drafts a proposal “%(found)s”."),
    Fault.PROPOSAL_TWICE: _("The proposal “%(found)s” is drafted twice."),
    Fault.UNKNOWN_PETITION: _("No step files a petition “%(found)s”."),
    Fault.PETITION_TWICE: _("The petition “%(found)s” is filed twice."),
    Fault.NOT_ONE_QUESTION: _("A vote is on exactly one of proposal, mandate, answer, recall, minutes or wording."),
    Fault.NOT_EVERY_TEXT: _(
        "“%(found)s” must answer each of %(texts)s texts: for, against or abstain, with + between."
    ),
    Fault.CAST_OR_COUNTED: _("Hands are counted (“counts: 20-6-2”); a named or secret vote is cast (“ballots”)."),
    Fault.NOT_ONE_PERSON: _("One person does this, not %(people)s."),
    Fault.TITLE_OR_PROPOSAL: _("An item of an agenda is either a title or a proposal."),
    Fault.WORDS_OR_COUNTS: _(
        "A correction asks either for other counts, or for other words than those it names (“was”)."
    ),
}
NOT_YET: dict[str, str | Promise] = {
    "published": _("The item “%(name)s” is not published before this step."),
    "voted": _("The council has not voted on “%(name)s” before this step."),
    "drafted": _("The proposal “%(name)s” is not drafted before this step."),
    "filed": _("The petition “%(name)s” is not filed before this step."),
    "ballot": _("Nobody has voted on “%(name)s” before this step."),
    "sitting": _("The council of “%(name)s” is not sitting at this step."),
}


def mistake_sentence(mistake: Mistake) -> str:
    """Return a mistake in one plain sentence, with what was probably meant."""
    template = NOT_YET[mistake.values["what"]] if mistake.fault is Fault.NOT_YET else SENTENCES[mistake.fault]
    sentence = str(template) % mistake.values
    if meant := mistake.values.get("meant"):
        sentence += " " + _now("Did you mean “%(meant)s”?") % {"meant": meant}
    return sentence


def mistake_line(mistake: Mistake) -> str:
    """Return a mistake with its line and key, as the command prints it."""
    where = _now("line %(line)s") % {"line": mistake.line}
    return (
        f"{where}, {mistake.key}: {mistake_sentence(mistake)}"
        if mistake.key
        else f"{where}: {mistake_sentence(mistake)}"
    )
