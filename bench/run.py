"""Starts Django, then measures: nothing of the house can be imported before."""

import json
import os
import sys

import django
from django.utils.module_loading import import_string

if __name__ == "__main__":
    if "CONFED_VAR" not in os.environ:
        sys.exit("Run `make bench`: this fills the database it finds, so it must be given one to throw away.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    sys.stdout.write(json.dumps(import_string("bench.one_database.measured")(int(sys.argv[1]))))
