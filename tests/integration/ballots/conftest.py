"""The stopped clock and the listener of the assemblies' tests."""

from tests.integration.assemblies.conftest import MAY_DAY, heard, stopped_clock, told

__all__ = ["MAY_DAY", "heard", "stopped_clock", "told"]
