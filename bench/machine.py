"""The machine in words, without its name."""

import os
import platform
from pathlib import Path

import django


def describe() -> str:
    """Say how many cores, how much memory and which versions."""
    memory = 0
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal:"):
            memory = round(int(line.split()[1]) / 1024 / 1024)
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return (
        f"{len(os.sched_getaffinity(0))} cores, {memory} GiB, {system}, Python {platform.python_version()}, "
        f"Django {django.get_version()}"
    )
