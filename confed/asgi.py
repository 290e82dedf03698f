"""One server program: pages through WSGI in a thread pool, sockets through ASGI."""

# First, for it sets Django up, and the imports below need that.
from confed.wsgi import application as pages

# isort: split

from typing import Any, cast

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter
from channels.security.websocket import AllowedHostsOriginValidator

from confed.kernel.crowd import Crowd
from confed.kernel.whole import Whole
from confed.pages.routing import sockets

PAGE_THREADS = 8

application = ProtocolTypeRouter(
    {
        "http": Crowd(Whole(cast(Any, pages), workers=PAGE_THREADS), "/live/"),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets)),
    }
)
