"""Short random codes that stand in addresses instead of ids."""

import secrets

# No letter or digit that is mistaken for another when read aloud.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


def random_code() -> str:
    """Return 10 random characters (about 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
