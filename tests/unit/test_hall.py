"""The mode of a hall: this machine answers to the names under which phones on the same network find it."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

ASK = "import json; from confed.settings import web; print(json.dumps(web.ALLOWED_HOSTS))"
HERE = ["localhost", "127.0.0.1", "[::1]"]


def hosts(folder: Path, **env: str) -> list[str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("CONFED_")}
    answer = subprocess.run(
        [sys.executable, "-c", ASK], env={**outside, "CONFED_VAR": str(folder), **env}, check=True, capture_output=True
    )
    return json.loads(answer.stdout)


def test_hall_is_a_mode_that_is_asked_for(tmp_path: Path):
    assert hosts(tmp_path) == HERE
    name = socket.gethostname()
    assert hosts(tmp_path, CONFED_LAN="true")[-2:] == [name, f"{name}.local"]
    assert hosts(tmp_path, CONFED_LAN="true", CONFED_HOSTS="192.0.2.20") == ["192.0.2.20"]
