"""The channel layer of the one-process build: memory, reached safely from every thread."""

import asyncio
from typing import Any

from channels.layers import InMemoryChannelLayer


class EmbeddedChannelLayer(InMemoryChannelLayer):  # type: ignore[misc]
    """Sends from another thread or loop hop to the loop in which the sockets live.

    The stock layer fills an asyncio queue from a foreign thread, and the sleeping server is not woken.
    The sockets' loop is learnt when one of them asks for its channel; before that nobody could be reached.
    """

    home: asyncio.AbstractEventLoop | None = None

    async def new_channel(self, prefix: str = "specific.") -> str:
        """Name a channel for a socket, and remember its loop."""
        self.home = asyncio.get_running_loop()
        name: str = await super().new_channel(prefix)
        return name

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        """Send to one socket."""
        if self._is_home():
            await super().send(channel, message)
        elif self.home is not None and not self.home.is_closed():
            await self._hop(super().send(channel, message), self.home)

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send to every socket that joined the group."""
        if self._is_home():
            await super().group_send(group, message)
        elif self.home is not None and not self.home.is_closed():
            await self._hop(super().group_send(group, message), self.home)

    def _is_home(self) -> bool:
        return asyncio.get_running_loop() is self.home

    @staticmethod
    async def _hop(call: Any, home: asyncio.AbstractEventLoop) -> None:
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(call, home))
