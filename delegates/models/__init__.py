"""The tables of the delegates."""

from delegates.models.delegation import Credential, Delegate, Delegation
from delegates.models.report import ReportBack

__all__ = ["Credential", "Delegate", "Delegation", "ReportBack"]
