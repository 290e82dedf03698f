"""What collectors of figures read: how the machine room does, in numbers, and nothing about anybody."""

import resource
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from confed.kernel import pulse, traffic

KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is called, whether it only grows, what it says, and its value for each label."""

    name: str
    kind: str
    says: str
    values: tuple[tuple[str, int], ...]


def figures() -> list[Figure]:
    """Look at database and broker now, and return what was found with the sums of this process."""
    reading, sums = pulse.read(), traffic.sums()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    return [
        Figure("confed_info", "gauge", "The release that runs.", ((f'{{release="{release()}"}}', 1),)),
        _one("confed_database_up", "Whether the database answers.", int(reading.has_database)),
        _one("confed_queue_up", "Whether the broker answers; 1 without a broker.", int(reading.has_broker)),
        _one("confed_effects_waiting", "Owed work that is due and not done.", reading.waiting),
        _one("confed_effects_overdue_seconds", "For how long the oldest of it has been due.", reading.overdue_seconds),
        _one("confed_effects_stuck", "Owed work that failed twelve times.", reading.stuck),
        _one("confed_clock_skew_milliseconds", "The database's clock minus this one's.", reading.skew_milliseconds),
        Figure(
            "confed_requests_total",
            "counter",
            "Requests this process answered, by class of status.",
            tuple((f'{{status="{status}"}}', number) for status, number in sorted(sums.answered.items())),
        ),
        Figure(
            "confed_request_milliseconds_total",
            "counter",
            "Milliseconds this process spent on them.",
            (("", sums.milliseconds),),
        ),
        _one("confed_memory_peak_bytes", "The most memory this process held.", memory),
    ]


def release() -> str:
    """Return the release, or `0` where confed runs from its folder."""
    try:
        return version("confed")
    except PackageNotFoundError:
        return "0"


def _one(name: str, says: str, value: int) -> Figure:
    return Figure(name, "gauge", says, (("", value),))
