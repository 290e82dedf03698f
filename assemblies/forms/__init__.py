"""Shapes of input of the assemblies' pages; what may be done is decided elsewhere."""

from assemblies.forms.house import MOST, NUMBER, AimedForm, EmptyForm, HouseForm, TrialForm, number_field
from assemblies.forms.paper import PaperForm
from assemblies.forms.roll import CardsForm, EntryForm, NamesForm, RightsForm, RoleForm
from assemblies.forms.sitting import (
    HeadsForm,
    MatterForm,
    MeetingForm,
    PresentForm,
    ReasonForm,
    SendForm,
    SettleForm,
    TitleForm,
)
from assemblies.forms.table import ConfirmForm, MendForm, OneImportForm, TableForm

__all__ = [
    "AimedForm",
    "CardsForm",
    "ConfirmForm",
    "EmptyForm",
    "EntryForm",
    "HeadsForm",
    "HouseForm",
    "MOST",
    "MatterForm",
    "MeetingForm",
    "MendForm",
    "NUMBER",
    "NamesForm",
    "OneImportForm",
    "PaperForm",
    "PresentForm",
    "ReasonForm",
    "RightsForm",
    "RoleForm",
    "SendForm",
    "SettleForm",
    "TableForm",
    "TitleForm",
    "TrialForm",
    "number_field",
]
