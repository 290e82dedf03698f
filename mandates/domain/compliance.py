"""The check of a choice against the mandate, before a voice is cast."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mandates.domain.stages import Choice, IfTouched, Latitude, Position


class CheckKind(StrEnum):
    """What a choice would be: counted, a forecast, refused, or taken home."""

    BINDING = "binding"
    INDICATIVE = "indicative"
    BLOCKED = "blocked"
    SEND_BACK = "send_back"


class Reason(StrEnum):
    """Why a choice is what it is."""

    AS_MANDATED = "as_mandated"
    FREE_ON_NEW_TEXT = "free_on_new_text"
    MANDATE_SAYS_SO = "mandate_says_so"
    NO_MANDATE = "no_mandate"
    STRICT_ON_NEW_TEXT = "strict_on_new_text"
    NOT_DECLARED = "not_declared"
    RED_LINE_TOUCHED = "red_line_touched"
    OFF_MANDATE = "off_mandate"
    MANDATE_SAYS_OTHERWISE = "mandate_says_otherwise"
    GOES_HOME = "goes_home"
    CONTESTED = "contested"
    ABSTAINS = "abstains"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the mandate says, held against the text before the council.

    `touched` is the delegate's declaration: True, False, or None while there is none; `contested`, that its commune says
    the declaration is wrong; `may_abstain`, that the council's charter lets a bound voice abstain.
    """

    position: Position
    latitude: Latitude
    has_red_lines: bool
    if_touched: IfTouched
    same_version: bool
    touched: bool | None = None
    contested: bool = False
    may_abstain: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What a choice would be, and why."""

    kind: CheckKind
    reason: Reason


def covers_new_version(latitude: Latitude, has_red_lines: bool) -> bool:
    """Say whether a mandate stays binding on a changed text without a declaration (Rulebook, mandates)."""
    return latitude == Latitude.OPEN or (latitude == Latitude.BOUNDED and not has_red_lines)


def check(terms: Terms | None, choice: Choice) -> Check:
    """Say what this choice would be under this mandate (Rulebook, check against the mandate)."""
    if choice == Choice.NONE:
        raise ValueError("a voice that says nothing is not checked")
    if choice == Choice.SEND_BACK:
        return Check(CheckKind.SEND_BACK, Reason.GOES_HOME)
    if terms is None:
        return Check(CheckKind.INDICATIVE, Reason.NO_MANDATE)
    found = _against(terms, choice)
    if found.kind == CheckKind.BLOCKED and choice == Choice.ABSTAIN and terms.may_abstain:
        return Check(CheckKind.INDICATIVE, Reason.ABSTAINS)
    return found


def all_declared(lines: int, declared: Mapping[int, bool]) -> bool | None:
    """Say whether a red line is touched: one is enough; none, only when every line was declared on.

    Rulebook, red lines.
    """
    if any(declared.values()):
        return True
    return False if lines and set(range(lines)) <= declared.keys() else None


def _against(terms: Terms, choice: Choice) -> Check:
    if terms.same_version:
        return _hold(terms.position, choice)
    if terms.latitude == Latitude.STRICT:
        return Check(CheckKind.INDICATIVE, Reason.STRICT_ON_NEW_TEXT)
    if terms.has_red_lines and terms.contested:
        return Check(CheckKind.INDICATIVE, Reason.CONTESTED)
    if terms.has_red_lines and terms.touched:
        return _on_touched(terms.if_touched, choice)
    if terms.latitude == Latitude.OPEN:
        as_mandated = str(choice) == str(terms.position)
        return Check(CheckKind.BINDING, Reason.AS_MANDATED if as_mandated else Reason.FREE_ON_NEW_TEXT)
    if terms.has_red_lines and terms.touched is None:
        return Check(CheckKind.INDICATIVE, Reason.NOT_DECLARED)
    return _hold(terms.position, choice)


def _hold(position: Position, choice: Choice) -> Check:
    if str(choice) == str(position):
        return Check(CheckKind.BINDING, Reason.AS_MANDATED)
    return Check(CheckKind.BLOCKED, Reason.OFF_MANDATE)


def _on_touched(if_touched: IfTouched, choice: Choice) -> Check:
    if if_touched == IfTouched.NONE:
        return Check(CheckKind.INDICATIVE, Reason.RED_LINE_TOUCHED)
    if if_touched == IfTouched.AGAINST and choice == Choice.AGAINST:
        return Check(CheckKind.BINDING, Reason.MANDATE_SAYS_SO)
    return Check(CheckKind.BLOCKED, Reason.MANDATE_SAYS_OTHERWISE)
