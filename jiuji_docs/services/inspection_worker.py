"""Be the child process that judges one file: bytes in, findings out, and nothing else touched."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

from jiuji_docs.domain.conformance.finding import Finding
from jiuji_docs.domain.errors import DefinitionError, JiujiError

#: Bytes of memory, seconds of processor time.
MEMORY, SECONDS = 2_000_000_000, 50
#: What a judge never does: open files, reach the network, start programs.
_REFUSED = (
    "open",
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "shutil.",
    "ctypes.dlopen",
    "urllib.",
)


def main() -> None:
    """Judge standard input as the kind the first argument names."""
    kind, name = sys.argv[1:3]
    judge = _judge(kind)
    data = sys.stdin.buffer.read()
    _restrain()
    json.dump(answer(judge, data, name), sys.stdout, ensure_ascii=False)


def answer(
    judge: Callable[[bytes, str], tuple[Finding, ...]], data: bytes, name: str
) -> dict[str, Any]:
    """Return ``{"findings": […]}`` or ``{"unjudged": why}`` for whatever the file holds."""
    try:
        return {"findings": [one.plain() for one in judge(data, name)]}
    except JiujiError as error:
        return {"unjudged": str(error)}
    except (RecursionError, MemoryError):
        return {"unjudged": "文件结构过深或过大，无法检查"}
    except Exception as error:  # noqa: BLE001 - hostile files break parsers in any way they like
        return {"unjudged": f"文件无法检查：{type(error).__name__}"}


def _judge(kind: str) -> Callable[[bytes, str], tuple[Finding, ...]]:
    """Import what one kind needs, before the walls go up."""
    return _KINDS[kind]()


def _toml() -> Callable[[bytes, str], tuple[Finding, ...]]:
    from jiuji_docs.definitions.documents import (  # noqa: PLC0415
        read_document,
        repealed_bases,
        shipped_layout,
    )
    from jiuji_docs.domain.conformance.checks import check  # noqa: PLC0415

    shipped_layout()
    repealed = repealed_bases()

    def judge(data: bytes, name: str) -> tuple[Finding, ...]:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise DefinitionError(name, "不是 UTF-8 文本") from error
        return check(read_document(text, name), repealed=repealed)

    return judge


def _docx() -> Callable[[bytes, str], tuple[Finding, ...]]:
    from jiuji_docs.conformance.judge_word import check_docx  # noqa: PLC0415
    from jiuji_docs.definitions.documents import repealed_bases  # noqa: PLC0415

    repealed = repealed_bases()
    return lambda data, _name: check_docx(data, repealed=repealed)


def _pdf() -> Callable[[bytes, str], tuple[Finding, ...]]:
    from jiuji_docs.conformance.judge import check_pdf  # noqa: PLC0415
    from jiuji_docs.definitions.documents import repealed_bases  # noqa: PLC0415

    repealed = repealed_bases()
    return lambda data, _name: check_pdf(data, repealed=repealed)


_KINDS: Mapping[str, Callable[[], Callable[[bytes, str], tuple[Finding, ...]]]] = {
    "toml": _toml,
    "docx": _docx,
    "pdf": _pdf,
}


def _restrain() -> None:
    """Limit memory and time, allow no file to be written, and refuse every way out of the process."""
    for kind, bound in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(
            kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard)
        )
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED) and not _own(event, arguments):
        raise PermissionError(f"检查时不允许：{event}")


def _own(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether the program opens a module of its own that it had not needed before."""
    name = str(arguments[0]) if arguments else ""
    module = name.endswith((".py", ".pyc", ".so"))
    return event == "open" and module and name.startswith((sys.prefix, sys.base_prefix))


if __name__ == "__main__":
    main()
