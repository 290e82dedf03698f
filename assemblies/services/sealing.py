"""Seals and opens what lies in an urn: AES-GCM under a key of its own, wrapped by the key of the server."""

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from confed.kernel.errors import RuleStops

KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """Return the key of a new urn."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: bytes, name: str) -> bytes:
    """Wrap an urn's key by the key of the server; the name binds it to its vote."""
    return seal(_server_key(settings.URN_KEY, "wrap"), key, name)


def unwrap(wrapped: bytes, name: str) -> bytes:
    """Return an urn's key; RuleStops where the server's key is another one."""
    return unseal(_server_key(settings.URN_KEY, "wrap"), wrapped, name)


def seal(key: bytes, content: bytes, name: str) -> bytes:
    """Seal this content anew under a nonce of its own."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def unseal(key: bytes, sealed: bytes, name: str) -> bytes:
    """Open what was sealed under this key for this name; RuleStops where it was not, or was altered."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError):
        raise RuleStops(
            _("The urn of this vote cannot be opened with the key of this server."),
            safe=_("Nothing was changed."),
            do=_("Give this server the urn key under which the vote was opened, or make the vote void."),
        ) from None


def seal_counts(content: bytes, name: str) -> str:
    """Seal counts that are not printed, for a recount."""
    return seal(_server_key(settings.URN_KEY, "counts"), content, name).hex()


def unseal_counts(sealed: str, name: str) -> bytes:
    """Open counts that are not printed."""
    return unseal(_server_key(settings.URN_KEY, "counts"), bytes.fromhex(sealed), name)


@lru_cache(maxsize=8)
def _server_key(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"confed {purpose}".encode()).derive(secret.encode())
