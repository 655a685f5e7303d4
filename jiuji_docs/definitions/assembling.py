"""Put a pack together: its base, the adaptations it chose, and what it says itself (组装)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from itertools import combinations

from jiuji_docs.definitions.adaptation import FILES, Adaptation, Files, Plain, read_adaptation
from jiuji_docs.definitions.layer_conflicts import Touched, contradiction, touched
from jiuji_docs.definitions.layer_nodes import LAYER_NODES
from jiuji_docs.definitions.layer_order import Ordering
from jiuji_docs.definitions.laying import lay
from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.perhaps import only_what_is_there
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.vocabulary import NODES
from jiuji_docs.domain.errors import DefinitionError


@dataclass(frozen=True)
class Shelf:
    """The bases and adaptations packs are made of (底本与调整)."""

    bases: Mapping[str, Files] = field(default_factory=dict)
    adaptations: Mapping[str, Adaptation] = field(default_factory=dict)
    #: The plain data of the amount tables a pack may choose from (救助标准表), by id.
    amounts: Mapping[str, Plain] = field(default_factory=dict)

    @classmethod
    def of(cls, room: Traversable) -> Shelf:
        """Return what stands under a room of workflows; DefinitionError when one cannot be read."""
        bases = [e for e in _entries(room / "base") if (e / "policy.toml").is_file()]
        files = [e for e in _entries(room / "adaptations") if e.name.endswith(".toml")]
        return cls(
            {entry.name: _load_base(entry) for entry in bases},
            {entry.name.removesuffix(".toml"): _load_adaptation(entry) for entry in files},
            {entry.name.removesuffix(".toml"): _load_table(entry) for entry in _tables(room)},
        )

    def with_tables(self, room: Traversable) -> Shelf:
        """Return the shelf with an office's own amount tables beside the others (本单位的救助标准).

        DefinitionError for one that takes the id of another.
        """
        own = {entry.name.removesuffix(".toml"): _load_table(entry) for entry in _tables(room)}
        if taken := sorted(own.keys() & self.amounts.keys()):
            raise DefinitionError(f"amounts/{taken[0]}.toml", "与随附的救助标准表同名，请另取编号")
        return replace(self, amounts={**self.amounts, **own})


def _entries(room: Traversable) -> list[Traversable]:
    return sorted(room.iterdir(), key=lambda entry: entry.name) if room.is_dir() else []


def _load_base(room: Traversable) -> Files:
    """Return a base's two files; each must be whole by itself."""
    files = load_files(room, f"base/{room.name}")
    for part in FILES:
        check_table(files[part], part, NODES, f"base/{room.name}/{part}.toml")
    return files


def _tables(room: Traversable) -> list[Traversable]:
    return [entry for entry in _entries(room / "amounts") if entry.name.endswith(".toml")]


def _load_table(file: Traversable) -> Plain:
    return load_file(file, f"amounts/{file.name}")


def _load_adaptation(file: Traversable) -> Adaptation:
    return read_adaptation(load_file(file, f"adaptations/{file.name}"), file.name)


def load_files(room: Traversable, where: str) -> Files:
    """Return the plain data of the two files of a directory."""
    return {name: load_file(room / f"{name}.toml", f"{where}/{name}.toml") for name in FILES}


def assemble(name: str, files: Files, shelf: Shelf) -> Files:
    """Return a pack's two files with its base and adaptations under them.

    A pack without ``base`` is returned as it stands. Raises DefinitionError naming the file for an
    unknown base or adaptation, one that is needed and not chosen, cycles, and contradictions.
    """
    policy = files["policy"]
    if "base" not in policy:
        if "adaptations" in policy:
            raise DefinitionError(f"{name}/policy.toml", "写了 adaptations，还须写 base")
        return files
    for part in FILES:
        check_table(files[part], part, LAYER_NODES, f"{name}/{part}.toml")
    where = f"{name}/policy.toml"
    base = _base(policy["base"], shelf, where)
    names = list(policy.get("adaptations", ()))
    chosen = Ordering(shelf.adaptations, names, where).of(names)
    refuse_contradictions(base, chosen, where)
    laid = _lay_all(base, chosen)
    whole = {part: _lay(laid, files[part], part, f"{name}/{part}.toml") for part in FILES}
    return {**whole, "workflow": only_what_is_there(whole["workflow"])}


def with_adaptation(base: str, name: str, shelf: Shelf) -> Files:
    """Return a base with one adaptation and all it needs laid over it, as a pack of the base's id."""
    where = f"adaptations/{name}.toml"
    chosen = Ordering(shelf.adaptations, None, where).of([name])
    refuse_contradictions(shelf.bases[base], chosen, where)
    laid = _lay_all(shelf.bases[base], chosen)
    return {**laid, "workflow": only_what_is_there(laid["workflow"])}


def _base(name: str, shelf: Shelf, where: str) -> Files:
    if name not in shelf.bases:
        known = "、".join(sorted(shelf.bases)) or "（无）"
        raise DefinitionError(f"{where}.base", f"没有底本“{name}”；可用：{known}")
    found = shelf.bases[name]
    if "base" in found["policy"]:
        raise DefinitionError(f"base/{name}/policy.toml.base", "底本不能再立在另一底本上")
    return found


def refuse_contradictions(base: Files, chosen: tuple[Adaptation, ...], where: str) -> None:
    """Raise DefinitionError when two adaptations of which none needs the other contradict."""
    needed = _all_needs(chosen)
    touches = {item.id: _touched(item, base, chosen, needed[item.id]) for item in chosen}
    for first, second in combinations(chosen, 2):
        if first.id in second.excludes or second.id in first.excludes:
            raise DefinitionError(
                f"{where}.adaptations",
                f"调整“{first.id}”（{first.title}）与“{second.id}”（{second.title}）不能合用；只选一个",
            )
        if first.id in needed[second.id] or second.id in needed[first.id]:
            continue
        for part in FILES:
            found = contradiction(touches[first.id][part], touches[second.id][part])
            if found:
                raise DefinitionError(
                    f"{where}.adaptations",
                    f"调整“{first.id}”与“{second.id}”冲突：{part} 的 {'.'.join(found)} "
                    "两者各有说法；只选一个，或在其中一个的 needs 写上另一个",
                )


def _all_needs(chosen: tuple[Adaptation, ...]) -> dict[str, set[str]]:
    """Return, per adaptation in order, everything it builds on."""
    needed: dict[str, set[str]] = {}
    for item in chosen:
        needed[item.id] = set(item.needs).union(*(needed[name] for name in item.needs))
    return needed


def _touched(
    item: Adaptation, base: Files, chosen: tuple[Adaptation, ...], needs: set[str]
) -> dict[str, Touched]:
    below = _lay_all(base, tuple(other for other in chosen if other.id in needs))
    return {part: touched(item.changes[part], below[part], LAYER_NODES[part]) for part in FILES}


def _lay_all(base: Files, chosen: Iterable[Adaptation]) -> Files:
    laid = base
    for item in chosen:
        laid = {
            part: _lay(laid, item.changes[part], part, f"adaptations/{item.id}.toml.{part}")
            for part in FILES
        }
    return laid


def _lay(under: Files, change: Plain, part: str, where: str) -> Plain:
    return lay(under[part], change, LAYER_NODES[part], where)
