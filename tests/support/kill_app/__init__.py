"""An app for the kill tests only: effects take their time, and each leaves a mark that cannot be left twice unseen."""
