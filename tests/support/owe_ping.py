"""`python -m tests.support.owe_ping TOPIC`: owes an effect that tells this topic to the sockets."""

import os
import sys
import uuid

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings_kill")
django.setup()

from confed.kernel import effects  # noqa: E402
from confed.kernel.use_case import in_use_case  # noqa: E402

with in_use_case():
    effects.put(key=f"tests/{uuid.uuid4()}", kind="tests.ping", args={"topic": sys.argv[1]})
effects._courier.wait_idle(10)  # the nudge leaves from a thread that would end with this process
