"""Use cases of the pages across apps."""
