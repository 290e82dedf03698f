"""The tables of the delegates."""

from delegates.models.delegation import Credential, Delegate, Delegation

__all__ = ["Credential", "Delegate", "Delegation"]
