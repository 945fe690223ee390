"""The files of a policy as they are read, so that a fault in one can be given its line."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from lpcheck.documents import Document
from lpcheck.errors import PolicyError
from lpcheck.places import Places, Pointer, nowhere
from lpcheck.yaml_reader import read_yaml

MEND = "put it right in that file, or leave that policy out, and run again"


class Source(NamedTuple):
    """A policy file as read, so that a fault in it can be given its line."""

    file: Path
    places: Places

    def error(self, at: Pointer, message: str) -> PolicyError:
        """The fault at a place of the file, ready to be raised."""
        document = Document(str(self.file), "", {}, self.places, (), (), is_read=True)
        return PolicyError(f"{self.file.as_posix()}:{document.locate(at).span.line}: {message}", MEND)


def schema_error(file: Path, at: Pointer, message: str) -> PolicyError:
    """A fault at a place of a schema file, which is read again for its line: JSON is YAML."""
    return Source(file, read_yaml(read_bytes(file)).places or nowhere).error(at, message)


def read_bytes(file: Path) -> bytes:
    """The bytes of a policy's file."""
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PolicyError(f"{file.as_posix()}: the file cannot be read: {reason}", MEND) from error


def load_schema(file: Path) -> dict[str, Any]:
    """A schema file, which must be a JSON object."""
    try:
        schema = json.loads(read_bytes(file))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise PolicyError(f"{file.as_posix()}:{line}: this is not JSON", MEND) from error
    if not isinstance(schema, dict):
        raise PolicyError(f"{file.as_posix()}:1: a schema must be an object", MEND)
    return schema
