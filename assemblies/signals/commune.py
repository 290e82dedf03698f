"""Facts of a commune: founded, its charter, its tasks, its roll."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

# Entries keep the code of a task; its word is the reader's.
_ROLES = {
    "role": {
        "secretary": _("secretary"),
        "convenor": _("convenor"),
        "facilitator": _("facilitator"),
        "teller": _("teller"),
        "minutes-taker": _("minutes-taker"),
    }
}

COMMUNE_FOUNDED = fact("commune_founded", _("%(commune)s was founded."))
CHARTER_ADOPTED = fact(
    "charter_adopted", _("Version %(version)s of the charter of %(commune)s was adopted; it holds from %(from_on)s.")
)
ROLE_GIVEN = fact("role_given", _("%(name)s holds the role “%(role)s” in %(commune)s until %(until)s."), _ROLES)
ROLE_GIVEN_BY_DECISION = fact(
    "role_given_by_decision",
    _("By decision %(number)s, %(name)s holds the role “%(role)s” in %(commune)s until %(until)s."),
    _ROLES,
)
ROLE_ENDED_BY_DECISION = fact(
    "role_ended_by_decision",
    _("By decision %(number)s, %(name)s no longer holds the role “%(role)s” in %(commune)s."),
    _ROLES,
)
ROLE_ENDED = fact("role_ended", _("%(name)s no longer holds the role “%(role)s” in %(commune)s."), _ROLES)
ENTRY_ADDED = fact("entry_added", _("%(name)s was entered on the roll of %(commune)s."))
ENTRIES_ADDED = fact(
    "entries_added", _("Names entered on the roll of %(commune)s: %(entered)s, of whom %(with_vote)s have a vote.")
)
ROLL_IMPORTED = fact(
    "roll_imported",
    _(
        "From a table, names were entered on the roll of %(commune)s: %(entered)s, of whom %(with_vote)s have a vote; "
        "changed: %(changed)s; nobody was removed."
    ),
)
ROLL_IMPORT_UNDONE = fact(
    "roll_import_undone",
    _(
        "An import was undone on the roll of %(commune)s: names that it had entered ended: %(entered)s; "
        "changed back: %(changed)s."
    ),
)
SLIPS_PRINTED = fact("slips_printed", _("Slips to sign in with were printed in %(commune)s: %(printed)s."))
ENTRY_CLAIMED = fact("entry_claimed", _("%(name)s joined a login to an entry on the roll of %(commune)s."))
ENTRY_ENDED = fact("entry_ended", _("The entry of %(name)s on the roll of %(commune)s ended on %(ended_on)s."))
ENTRY_CORRECTED = fact("entry_corrected", _("The words of an entry on the roll of %(commune)s were corrected."))
ENTRY_TO_END = fact("entry_to_end", _("The entry of %(name)s on the roll of %(commune)s ends on %(leaves_on)s."))
ENTRY_ERASED = fact("entry_erased", _("The words of an entry on the roll of %(commune)s that had ended were erased."))
RIGHTS_CHANGED = fact("rights_changed", _("The rights of %(name)s on the roll of %(commune)s were changed."))
