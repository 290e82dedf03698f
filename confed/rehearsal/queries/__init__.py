"""What a rehearsal reads to compare it with what was expected."""
