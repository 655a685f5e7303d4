"""What is kept of an edition reads back as the very same pack, whatever plain data it holds."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.definitions.checksum import checksum
from jiuji_docs.definitions.edition import (
    TEMPLATES,
    Edition,
    edition_of,
    read_edition,
    write_edition,
)
from jiuji_docs.definitions.read_pack import FormSources, PackSources
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import other_templates
from tests.common.relief import catalog

KEYS = st.one_of(st.text(max_size=8), st.sampled_from(["$decimal", "$date", "$moment", "$table"]))
SCALARS = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.booleans(),
    st.decimals(allow_nan=False),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=8))])),
)
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=20,
)
TABLES = st.dictionaries(KEYS, PLAIN, max_size=4)


def exact(value: object) -> object:
    """Return *value* with its kinds and the order of its keys told, which equality ignores."""
    if isinstance(value, dict):
        return [(key, exact(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [exact(item) for item in value]
    return type(value).__name__, str(value)


@settings(max_examples=40)
@given(TABLES, TABLES, st.dictionaries(st.text(max_size=5), TABLES, max_size=3))
def test_any_plain_data_reads_back_exactly(policy, workflow, forms) -> None:
    kept = write_edition(Edition(PackSources("p", policy, workflow), FormSources(forms, {}), {}))

    back = read_edition(kept)

    assert exact(back.sources.policy) == exact(policy)
    assert exact(back.sources.workflow) == exact(workflow)
    assert exact(dict(back.forms.forms)) == exact(forms)
    assert checksum([back.sources.policy, back.sources.workflow]) == checksum([policy, workflow])
    assert write_edition(back) == kept


@pytest.mark.parametrize("pack_id", sorted(catalog().packs))
def test_every_shipped_pack_reads_back_with_its_checksum(pack_id: str) -> None:
    edition = edition_of(catalog(), pack_id, None)

    back = read_edition(write_edition(edition))

    assert back.pack().checksum == catalog().pack(pack_id).checksum
    assert back.pack() == catalog().pack(pack_id)
    assert list(back.pack().forms) == list(catalog().pack(pack_id).forms)
    assert back.templates == edition.templates != {}


def test_an_edition_keeps_the_templates_its_papers_are_made_with() -> None:
    pack = catalog().pack("chaoyang-2021")
    assert {"forms/sheet.css", "documents/gbt9704.toml", "documents/refusal_notice.toml"} <= set(
        pack.templates
    )
    other = replace(catalog(), _templates={"forms/sheet.css": ".page { color: black }"})
    assert other.pack("chaoyang-2021").checksum != pack.checksum
    assert other_templates(pack, other.pack("chaoyang-2021")) == ("forms/sheet.css",)


def test_an_edition_of_before_is_read_and_keeps_no_templates() -> None:
    edition = edition_of(catalog(), "chaoyang-2021", None)
    bare = replace(edition, templates={})
    kept = json.loads(write_edition(bare))
    del kept[TEMPLATES]
    kept["templates"] = {"forms/sheet.css": "0" * 64}

    back = read_edition(json.dumps(kept)).pack()

    assert back.checksum == bare.pack().checksum != edition.pack().checksum
    assert back.templates == {}
    assert other_templates(back, edition.pack()) == ()


def test_an_offices_settings_are_part_of_the_edition() -> None:
    office = {"decision": "5wd"}
    expected = catalog().with_office("chaoyang-2021", office)

    back = read_edition(write_edition(edition_of(catalog(), "chaoyang-2021", office)))

    assert back.pack().checksum == expected.checksum != catalog().pack("chaoyang-2021").checksum


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"name":1}',
        "[" * 100_000,
        json.dumps({"name": "p", "policy": {"$date": 7}}),
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(DefinitionError):
        read_edition(text)
