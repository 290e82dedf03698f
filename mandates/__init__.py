"""What binds them: mandates, council items and votes, ratification."""
