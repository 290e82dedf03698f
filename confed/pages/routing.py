"""Addresses of sockets."""

from channels.routing import URLRouter
from django.urls import path, re_path

from confed.pages.consumers import LiveConsumer, NowhereConsumer

sockets = URLRouter([path("live/", LiveConsumer.as_asgi()), re_path("", NowhereConsumer.as_asgi())])
