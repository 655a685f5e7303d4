"""Whatever is packed is whole when it is checked, and whatever is changed afterwards is found (归档包)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.archives.package import MANIFEST, TAG_MANIFEST, faults, listed, packed

NAMES = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\\"), min_size=1, max_size=20
).filter(lambda name: name.strip(" ") == name)
PAYLOAD = st.dictionaries(NAMES, st.binary(max_size=60), max_size=5)
ABOUT = {"metadata/record.json": b"{}"}


@given(PAYLOAD)
def test_what_was_packed_is_whole(data: dict[str, bytes]) -> None:
    files = packed(data, ABOUT, {"External-Identifier": "0012-WS·2024-Y-0001"})
    assert faults(files) == ()
    assert set(listed(files)) == {f"data/{name}" for name in data}


@given(PAYLOAD, st.data())
def test_no_change_of_a_listed_file_passes(data: dict[str, bytes], draw: st.DataObject) -> None:
    files = packed(data, ABOUT, {})
    path = draw.draw(st.sampled_from(sorted(files)))
    # Blank lines at the end of the tag manifest say nothing; its signature covers them.
    changed = draw.draw(
        st.binary(max_size=80).filter(lambda new: new.strip() != files[path].strip())
    )
    assert faults({**files, path: changed}) != ()
    without = {name: content for name, content in files.items() if name != path}
    assert faults(without) != ()


def test_what_is_added_is_named() -> None:
    files = packed({"01.pdf": b"1"}, ABOUT, {})
    assert "多出文件：data/02.pdf" in faults({**files, "data/02.pdf": b""})
    assert "多出文件：夹带.txt" in faults({**files, "夹带.txt": b""})
    assert faults({**files, "signatures/x.p7s": b"1"}) == ()


def test_a_manifest_that_cannot_be_read_is_a_fault_no_crash() -> None:
    files = packed({"01.pdf": b"1"}, ABOUT, {})
    for broken in (b"\xff\xfe", b"abc", b"0" * 64 + b" x"):
        assert f"{MANIFEST} 无法读取" in faults({**files, MANIFEST: broken})
        assert f"{TAG_MANIFEST} 无法读取" in faults({**files, TAG_MANIFEST: broken})
    assert faults({}) == ("不是归档包：没有 bagit.txt，或其内容不符",)
