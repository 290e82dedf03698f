"""How communes' decisions are called on a page."""


def decision_label(commune: str, number: int, *, is_root: bool) -> str:
    """A commune's own decision carries its letter (M88), the confederation's none (59)."""
    return str(number) if is_root else f"{commune[:1].upper()}{number}"
