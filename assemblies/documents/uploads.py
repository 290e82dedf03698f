"""Takes what a browser sends as a file: in memory only, and no more than a roll can need."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 16 * 1024 * 1024


class MemoryUpload(FileUploadHandler):
    """Keeps the beginning of a file in memory and counts the rest; no file of a person ever lies on the disk.

    The rest is taken off the line and thrown away, so that the browser shows our sentence and not a broken line. The
    file's `size` says how much was sent, its content holds at most MOST_BYTES.
    """

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep this piece, or as much of it as there is room for."""
        room = MOST_BYTES - self.kept.tell()
        if room > 0:
            self.kept.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
