"""Quorum: how many people, or voices, are needed before a sitting may decide."""

from fractions import Fraction

from assemblies.domain.shares import ceil_of


def people_needed(share: Fraction | None, roll: int) -> int:
    """Return at least this share of the roll in people; 0 where the charter asks for none (Rulebook, quorum)."""
    return 0 if share is None else ceil_of(share, roll)


def second_call_needed(share: Fraction | None, roll: int) -> int | None:
    """Return the people needed at a second call; None where the charter has no second call (Rulebook, quorum)."""
    return None if share is None else ceil_of(share, roll)


def is_quorate(voters: int, needed: int) -> bool:
    """Say whether enough voters are here, one at least (Rulebook, quorum); youth and observers are not among them."""
    return voters >= max(1, needed)
