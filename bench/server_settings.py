"""Settings of the server under a measurement: those of a measurement, with the plain insert among its addresses."""

from bench.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
