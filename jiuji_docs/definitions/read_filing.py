"""Read how documents and cases are filed: the pattern of references, the retention periods (归档规则)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jiuji_docs.definitions.dispatch_nodes import FILING_NODES
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.domain.archives.reference import FilingRules, ReferencePattern
from jiuji_docs.domain.errors import DefinitionError

FILE = "official-document/filing"


@cache
def filing_rules() -> FilingRules:
    """Return the shipped rules."""
    room = files("jiuji_docs.definitions.workflows") / "official-document"
    return read_filing((room / "filing.toml").read_text("utf-8"), FILE)


def read_filing(text: str, where: str) -> FilingRules:
    """Return the rules; DefinitionError names the place of what is unknown or cannot be."""
    plain = check_table(load_text(text, where), "filing", FILING_NODES, where)
    periods = tuple((one["code"], one["title"]) for one in plain["retention"])
    if len(dict(periods)) != len(periods):
        raise DefinitionError(f"{where}.retention", "代码重复")
    try:
        return FilingRules(ReferencePattern.read(plain["pattern"]), plain["category"], periods)
    except ValueError as error:
        raise DefinitionError(where, str(error)) from error
