"""The one Celery task: drain what is due."""

from celery import shared_task

from confed.kernel import effects

# A worker that is told to end waits for the task in hand: a turn is short, and what is left is hinted at again.
TURN_SECONDS = 10


@shared_task(name=effects.DRAIN_TASK)
def drain() -> None:
    """Do what is due; sent by nudges and repeated by beat."""
    effects.drain(TURN_SECONDS)
