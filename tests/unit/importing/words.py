"""Build Word packages by hand, part by part, so that tests say what a file holds."""

from __future__ import annotations

import io
import zipfile

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph; a run that begins with < is markup, any other is text."""
    made = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def part(kind: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {_NAMES}>{inside}</w:{kind}>'


def package(body: str, **parts: str) -> bytes:
    """Return a DOCX with this body; *parts* are further parts of word/ by their stem."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for stem, text in parts.items():
            target.writestr(f"word/{stem}.xml", text)
    return made.getvalue()


def raw_package(parts: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return made.getvalue()


def relations(*targets: str) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="x" Target="{target}" TargetMode="External"/>'
        for number, target in enumerate(targets)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
