"""What every app stands on: person, access, journal, effects, clock, use case, ping, errors."""
