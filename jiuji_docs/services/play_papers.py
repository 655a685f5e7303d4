"""Write the papers of played cases to a folder (演示文书)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jiuji_docs.services.house import House


def write_papers(house: House, cases: Mapping[str, str], out: Path) -> list[Path]:
    """Write every final or open paper of the played cases as PDF and DOCX; return the PDFs."""
    written = []
    out.mkdir(parents=True, exist_ok=True)
    (out / "root.pem").write_bytes(house.keyring.root_certificate())
    with house.desk(write=False) as desk:
        for number in cases.values():
            case = desk.cases.get(number)
            folder = out / number
            folder.mkdir(parents=True, exist_ok=True)
            for item, row in enumerate(desk.documents.of_case(case.id), start=1):
                if not row.pdf_hash or row.state == "void":
                    continue
                stem = f"{item:02d}-{row.title}" + (f"-{row.edition}" if row.edition > 1 else "")
                path = folder / f"{stem}.pdf"
                path.write_bytes(house.store.get(row.pdf_hash))
                written.append(path)
                if row.docx_hash:
                    (folder / f"{stem}.docx").write_bytes(house.store.get(row.docx_hash))
    return written
