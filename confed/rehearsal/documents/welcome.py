"""What the demo prints: where it is, as whom to enter it, and what each can do there."""

from django.utils.translation import gettext as _

from confed.rehearsal.queries.story import Guest


def welcome_lines(
    address: str, guests: dict[str, Guest], slips: dict[str, str], pages: dict[str, str], closing: str
) -> list[str]:
    """Return the welcome: a sign-in address for each guest and what to try with it."""
    doings = {
        "secretary": _("enter the answer of %(commune)s on paper: %(page)s (20 yes, 6 no, 2 abstaining of 28)"),
        "delegate": _("see the mandates of %(commune)s and what its voice said: %(page)s"),
        "member": _("see what %(commune)s is asked, and its answer: %(page)s"),
        "facilitator": _("see the decision with its ring, and the council: %(page)s"),
    }
    names = {
        "secretary": _("secretary"),
        "delegate": _("delegate"),
        "member": _("member"),
        "facilitator": _("facilitator"),
    }
    lines = ["", _("Open %(address)s; each of these addresses signs in once:") % {"address": address}, ""]
    for role, guest in guests.items():
        lines.append(f"  {names[role]:<12} {guest.person.name}, {guest.commune.name}")
        lines.append(f"  {'':<12} {address}{slips[role]}")
        said = doings[role] % {"commune": guest.commune.name, "page": address + pages[role]}
        lines.append(f"  {'':<12} {said}")
        lines.append("")
    lines += [
        _("Without signing in: %(page)s") % {"page": address + pages["facilitator"]},
        _("It is day 14 of 28. To let the others answer and the window close:  %(command)s") % {"command": closing},
        _("Watch the decision while it runs: the tendency was 15 for and 8 against."),
        "",
    ]
    return lines
