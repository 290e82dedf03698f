"""Checks of a production instance: `manage.py check --deploy` fails where it leans on the embedded default."""
