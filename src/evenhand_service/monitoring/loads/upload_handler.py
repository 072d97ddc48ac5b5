"""Uploaded files are held in memory, up to a limit, and never on disk: a killed server leaves none behind."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from evenhand_service.monitoring.loads.settings import load_settings


class LimitedUpload(FileUploadHandler):
    """Takes files up to the limit of one and of all together; what goes beyond is read and dropped.

    A file that was dropped is handed on empty, marked `too_large`, so that its sender is told and the rest is taken.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._kept, self._too_large = BytesIO(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, unless the file is too large already."""
        given = load_settings()
        self.together += len(raw_data)
        if start + len(raw_data) > given.file_bytes or self.together > given.request_bytes:
            self._kept, self._too_large = BytesIO(), True
        if not self._too_large:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file on."""
        self._kept.seek(0)
        size = 0 if self._too_large else file_size
        file = InMemoryUploadedFile(
            self._kept,
            self.field_name,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )
        file.too_large = self._too_large  # type: ignore[attr-defined]
        return file
