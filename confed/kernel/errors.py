"""The refusals of the house: what happened, what is safe, what you can do."""

from dataclasses import dataclass


class ConfedError(Exception):
    """A refusal with its sentences; one middleware makes a page of it."""

    status = 400

    def __init__(self, happened: object, safe: object = "", do: object = "", rule: object = "") -> None:
        """Keep four sentences (text or lazily translated text): happened, safe, do, rule."""
        super().__init__(str(happened))
        self.happened, self.safe, self.do, self.rule = happened, safe, do, rule

    def told(self) -> str:
        """Return its sentences in one line, for a command."""
        return " ".join(str(said) for said in (self.happened, self.safe, self.do, self.rule) if said)


class NotAllowed(ConfedError):
    """It is not yours to do."""

    status = 403


class RuleStops(ConfedError):
    """A rule of the charter or of the domain stops it."""

    status = 409


class BadInput(ConfedError):
    """What was sent cannot be read or contradicts itself."""

    status = 400


class NotThere(ConfedError):
    """No such thing, or not for these eyes."""

    status = 404


class IllegalStep(ConfedError):
    """A lifecycle does not know this act at this stage."""

    status = 409


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule: allowed or not, and why in one sentence."""

    allowed: bool
    reason: object = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise NotAllowed with the reason unless allowed."""
        if not self.allowed:
            raise NotAllowed(self.reason)


ALLOWED = Verdict(True)
