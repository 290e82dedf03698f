"""What plays a rehearsal: the same use cases as the pages, on a clock of its own."""
