"""Pages over WSGI; the server program runs them in a thread pool."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confed.settings")

application = get_wsgi_application()
