"""What the tests stand on: throw-away servers, databases and programs of the machine."""
