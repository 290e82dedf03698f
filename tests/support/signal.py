"""A signal that can be cut: a port that hands every byte on to a server, until there is no signal."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Signal:
    """A listening port in front of another one; cut, it takes no connection and ends those that run."""

    def __init__(self, behind: int) -> None:
        """Listen on a free port."""
        self.behind = behind
        self.port = 0
        self._open: list[socket.socket] = []
        self.restore()

    @property
    def url(self) -> str:
        """The address in front."""
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        """No signal from now on."""
        for one in [self._listener, *self._open]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def restore(self) -> None:
        """Signal again, on the same port."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._take, args=(self._listener,), daemon=True).start()

    def _take(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.behind))
            except OSError:
                return
            self._open += [near, far]
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=_pass, args=(a, b), daemon=True).start()


def _pass(here: socket.socket, there: socket.socket) -> None:
    try:
        while data := here.recv(65536):
            there.sendall(data)
    except OSError:
        pass
    finally:
        for one in (here, there):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def signal_before(url: str) -> Iterator[Signal]:
    """A signal in front of this address; cut in the end."""
    signal = Signal(int(url.rsplit(":", 1)[1]))
    try:
        yield signal
    finally:
        signal.cut()
