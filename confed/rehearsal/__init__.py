"""Rehearsals: a whole procedure played from a file, on a clock and a database of its own."""
