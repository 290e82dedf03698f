"""Two delegates, one voice."""

from mandates.domain.stages import Choice, Position


def joint_choice(first: Choice, second: Choice | None, position: Position | None) -> Choice:
    """Return the one choice of a tandem (Rulebook, tandem).

    The first hand is the voice, the second confirms it. If they differ the mandate decides, where it still reaches
    this text (`position`); without one the voice abstains.
    """
    said = [hand for hand in (first, second) if hand]
    if len(set(said)) <= 1:
        return said[0] if said else Choice.NONE
    return Choice.ABSTAIN if position is None else Choice(position.value)
