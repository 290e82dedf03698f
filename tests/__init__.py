"""Proof of the house, split by what each test needs."""
