"""Wiring of confed.kernel."""

import gc
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

# Rows made in bulk are let go by their counts. The collector of cycles, which walks all that lives, is asked less often
# than Python does by itself: a ratification of 10,000 communes costs a quarter less (docs/benchmarks.md).
COLLECT_AFTER = (20_000, 20, 50)


class KernelConfig(AppConfig):
    """confed.kernel."""

    name = "confed.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Load the queue's app, register the task and the checks, and set how often cycles are collected."""
        gc.set_threshold(*COLLECT_AFTER)
        import_module(settings.QUEUE_APP)
        import_module("confed.kernel.checks")
        import_module("confed.kernel.tasks")
