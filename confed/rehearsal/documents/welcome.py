"""What the demo prints: where it is, as whom to enter it, and what each can do there."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from confed.rehearsal.queries.guests import Guest
from confed.rehearsal.queries.story import Story

ROLES: Mapping[str, Promise] = {
    "facilitator": gettext_lazy("facilitator"),
    "member": gettext_lazy("member"),
    "delegate": gettext_lazy("delegate"),
    "secretary": gettext_lazy("secretary"),
}
DOINGS: Mapping[str, Mapping[str, Promise]] = {
    "avelle": {
        "facilitator": gettext_lazy("run the assembly: all but one have voted; close the vote, announce the result"),
        "member": gettext_lazy("vote: you are the one who has not, and the facilitator sees it at once"),
        "delegate": gettext_lazy("read what Marbrook told you to say; one text has changed since"),
        "secretary": gettext_lazy("answer the two corrections that are asked of the last minutes"),
    },
    "saint-nazaire": {
        "facilitator": gettext_lazy("see the decision with its ring, and the council"),
        "member": gettext_lazy("see what your commune is asked, and its answer"),
        "delegate": gettext_lazy("see the mandates of your commune and what its voice said"),
        "secretary": gettext_lazy("enter the answer of your commune on paper: 20 yes, 6 no, 2 abstaining of 28"),
    },
}
WATCH: Mapping[str, Promise] = {
    "avelle": gettext_lazy("The votes are in the urn: seven of thirteen communes have ratified, nine are needed."),
    "saint-nazaire": gettext_lazy("Watch the decision while it runs: the tendency was 15 for and 8 against."),
}


def welcome_lines(
    address: str, story: Story, guests: Mapping[str, Guest], slips: Mapping[str, str], watched: list[str], closing: str
) -> list[str]:
    """Return the welcome: a sign-in address for each guest and what to try with it, and what anybody may watch."""
    lines = [
        "",
        _("Each of these addresses signs in once. Open each in a browser, or a private window, of its own:"),
        "",
    ]
    for role, guest in guests.items():
        lines.append(f"  {ROLES[role]:<12} {guest.person.name}, {guest.commune.name}")
        lines.append(f"  {'':<12} {address}{slips[role]}")
        lines.append(f"  {'':<12} {DOINGS[story.name][role]}")
        lines.append("")
    lines.append(_("Without signing in, and alive:"))
    lines += [f"  {address}{page}" for page in watched]
    lines += [
        "",
        str(WATCH[story.name]),
        _("To let the other communes answer and the window close:  %(command)s") % {"command": closing},
        "",
    ]
    return lines
