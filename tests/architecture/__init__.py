"""What the import linter cannot see: foreign keys, templates, styles, writes and the shape of files."""
