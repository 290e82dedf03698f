"""The one Celery task: drain what is due."""

from celery import shared_task

from confed.kernel import effects


@shared_task(name=effects.DRAIN_TASK)
def drain() -> None:
    """Do what is due; sent by nudges and repeated by beat."""
    effects.drain()
