"""Finds what a form of the minutes names, within one sitting only."""

from assemblies.models import Assembly, Decision, MinutesLine


def line_named(assembly: Assembly, pk: int) -> MinutesLine | None:
    """The line, or the correction, with this number in the minutes of this sitting."""
    return MinutesLine.objects.filter(minutes__assembly=assembly, pk=pk).first()


def decision_named(assembly: Assembly, number: str) -> Decision | None:
    """The decision of this sitting with this number."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Decision.objects.filter(assembly=assembly, number=int(number)).first()
