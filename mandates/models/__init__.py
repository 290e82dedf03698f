"""The tables of the mandates."""

from mandates.models.council import CouncilItem, CouncilVote, Voice
from mandates.models.mandate import Declaration, Mandate
from mandates.models.ratification import Cascade, Ratification

__all__ = ["Cascade", "CouncilItem", "CouncilVote", "Declaration", "Mandate", "Ratification", "Voice"]
