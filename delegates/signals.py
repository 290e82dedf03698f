"""The facts of delegations and credentials, with the sentences of the minutes."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

DELEGATION_NAMED = fact(
    "delegation_named",
    _("%(commune)s sends %(names)s to the council of %(council)s, from %(from)s until %(until)s: one voice."),
)
DELEGATION_ENDED = fact(
    "delegation_ended", _("The delegation of %(commune)s to the council of %(council)s ended: %(reason)s.")
)
ALTERNATE_ACTIVATED = fact(
    "alternate_activated",
    _("%(name)s takes the seat of the delegation of %(commune)s, with the same mandates: %(reason)s."),
)
CREDENTIALS_CHECKED = fact(
    "credentials_checked",
    _("Credentials checked: %(delegates)s delegates carry %(voices)s voices. Communes of the council: %(communes)s."),
)
REPORT_OWED = fact(
    "report_owed",
    _(
        "Our delegates owe us a report on the sitting of the council of %(council)s on %(held_on)s, "
        "until the end of %(due_on)s."
    ),
)
REPORT_GIVEN = fact(
    "report_given", _("%(name)s gave the report on the sitting of the council of %(council)s on %(held_on)s.")
)
REPORT_RECEIVED = fact(
    "report_received",
    _("The assembly took the report of its delegates on the sitting of the council of %(council)s on %(held_on)s."),
)
REPORT_CONTESTED = fact(
    "report_contested",
    _(
        "The assembly contests the report of its delegates on the sitting of the council of %(council)s on %(held_on)s. "
        "Items: %(items)s. Why: %(reason)s"
    ),
)
CREDENTIAL_ENDED = fact("credential_ended", _("A credential of %(commune)s ended at this sitting."))
