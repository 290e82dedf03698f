"""The tables of the assemblies."""

from assemblies.models.argument import Argument
from assemblies.models.assembly import AgendaItem, Assembly, Attendance
from assemblies.models.ballot import Ballot, Decision, Elector, Result, Snapshot, TellerCount
from assemblies.models.commune import Charter, Commune, Role, RollEntry
from assemblies.models.minutes import Minutes, MinutesLine
from assemblies.models.proposal import CharterChange, Proposal, Support, TextVersion
from assemblies.models.request import Backing, Request
from assemblies.models.roll_import import RollImport
from assemblies.models.urn import Slip, Urn

__all__ = [
    "AgendaItem",
    "Argument",
    "Assembly",
    "Attendance",
    "Backing",
    "Ballot",
    "Charter",
    "CharterChange",
    "Commune",
    "Decision",
    "Elector",
    "Minutes",
    "MinutesLine",
    "Proposal",
    "Request",
    "Result",
    "Role",
    "RollEntry",
    "RollImport",
    "Slip",
    "Snapshot",
    "Support",
    "TellerCount",
    "TextVersion",
    "Urn",
]
