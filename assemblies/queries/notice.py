"""How much notice a charter asks for a sitting."""

from collections.abc import Mapping

from assemblies.domain.notice import days_asked


def notice_asked(values: Mapping[str, str], kind: str, *, is_council: bool) -> int | None:
    """Return the days of notice a sitting of this kind needs under these values; None where the charter asks for none."""
    return days_asked(values["notice.council" if is_council else f"notice.{kind}"])
