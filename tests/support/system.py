"""Sees to the programs of the machine that Python cannot bring: installs them on Debian as root, else names them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


def find_postgres() -> str | None:
    """Return the folder that holds initdb and pg_ctl; Debian keeps it off the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in [*debian, *(Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part)]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return str(folder)
    return None


BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path of Chromium: the shell without windows, which draws a page for half the work, or the whole."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def find_venv() -> str | None:
    """Return something true where `python -m venv` can bring pip along."""
    found = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return sys.executable if found.returncode == 0 else None


@dataclass(frozen=True)
class Need:
    """A program, the Debian packages that bring it, and how to see whether it is there."""

    name: str
    packages: Sequence[str]
    find: Callable[[], str | None]


NEEDS = {
    "venv": [Need("python3-venv", ["python3-venv"], find_venv)],
    "services": [
        Need("PostgreSQL (initdb, pg_ctl)", ["postgresql"], find_postgres),
        Need("Redis (redis-server)", ["redis-server"], lambda: shutil.which("redis-server")),
    ],
    "browser": [Need("Chromium", ["chromium-headless-shell"], find_chromium)],
}


def may_install() -> bool:
    """Say whether this is Debian (or its kin) and we are root."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(packages: Sequence[str]) -> None:
    """Install packages without questions, and without starting any service of theirs."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    policy = Path("/usr/sbin/policy-rc.d")
    own_policy = not policy.exists()
    if own_policy:  # Debian's way to say: do not start servers while installing
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        ):
            subprocess.run(command, check=True, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    finally:
        if own_policy:
            policy.unlink()


def main(groups: Sequence[str]) -> int:
    """Install what is missing of these groups, or name it and return 1."""
    missing = [need for group in groups for need in NEEDS[group] if not need.find()]
    if missing and may_install():
        print("Installing " + ", ".join(need.name for need in missing), file=sys.stderr)
        install([package for need in missing for package in need.packages])
        missing = [need for need in missing if not need.find()]
    for need in missing:
        print(
            f"Missing: {need.name}. On Debian: apt-get install {' '.join(need.packages)}"
            " (or run this as root and it is installed for you).",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
