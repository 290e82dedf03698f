"""Whom the communes send: delegations, alternates, credentials."""
