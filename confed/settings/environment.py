"""Reads the environment and the generated secrets that stand in for it on an embedded instance."""

import os
import secrets
import socket
from pathlib import Path

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("CONFED_VAR", default=str(BASE_DIR / "var")))


def hall_names() -> list[str]:
    """Return the names under which phones in the same hall find this machine: its address there, and its own name."""
    name = socket.gethostname()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; asks which of its addresses would be used
            return [str(probe.getsockname()[0]), name, f"{name}.local"]
        except OSError:
            return [name, f"{name}.local"]


def generated_secret(name: str) -> str:
    """Return the secret of this name, made once into `var/` and readable by its owner only."""
    path = VAR_DIR / f"{name}.key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        draft = VAR_DIR / f".{name}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # fails where another process was first: then its secret is ours
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
