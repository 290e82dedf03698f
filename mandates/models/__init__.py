"""The tables of the mandates."""

from mandates.models.council import CouncilItem, CouncilVote, Voice
from mandates.models.mandate import Declaration, Mandate
from mandates.models.ratification import Cascade, Ratification
from mandates.models.recall import CouncilRecall

__all__ = ["Cascade", "CouncilItem", "CouncilRecall", "CouncilVote", "Declaration", "Mandate", "Ratification", "Voice"]
