"""The tables of the delegates."""

from delegates.models.delegation import Credential, Delegate, Delegation
from delegates.models.petition import Petition, Signature
from delegates.models.report import ReportBack

__all__ = ["Credential", "Delegate", "Delegation", "Petition", "ReportBack", "Signature"]
