"""An address as a QR code: ink that a page or a sheet of paper draws."""

import segno


def qr_path(words: str) -> tuple[int, str]:
    """Return the width of a QR code with its quiet edge, and its ink as the data of one SVG path."""
    rows = [list(row) for row in segno.make_qr(words, error="m").matrix_iter(border=4)]
    runs = []
    for down, row in enumerate(rows):
        start = None
        for across, is_dark in enumerate([*row, 0]):
            if is_dark and start is None:
                start = across
            elif not is_dark and start is not None:
                runs.append(f"M{start} {down}h{across - start}v1h-{across - start}z")
                start = None
    return len(rows), "".join(runs)
