"""Name everything that can go wrong, as one tree.

* JiujiError
    * Refused               the office's rules say no; carries a reason code and a Chinese sentence
        * NotAllowed        wrong role, unit or person
        * NotInState        the case stands elsewhere
        * StalePage         the page was opened on an older version of the case
        * GuardRefused      a named condition does not hold
        * FormInvalid       entered data breaks the form; carries messages by field
    * NotFound              no such thing, or not for this person (the two look alike on purpose)
    * DefinitionError       a file in the data rooms is wrong; carries file, place and known keys
    * PaperError            a paper cannot be made as declared
        * DoesNotFit        text outgrew its box and the box says refuse
        * GlyphMissing      no available font has the character
    * SigningError          a key, certificate or signature field is not usable
    * SetUpError            the machine lacks something; one clear line, never a traceback
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class JiujiError(Exception):
    """Base of every error this project raises on purpose."""


class Refused(JiujiError):
    """The rules say no.

    ``code`` is stable and is what scenarios and the API name; ``message`` is Chinese, for people;
    ``clause`` names the source when a rule of the pack refused.
    """

    def __init__(self, code: str, message: str, *, clause: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.clause = code, message, clause


class NotAllowed(Refused):
    """This person may not do this (无权办理)."""


class NotInState(Refused):
    """The case is not where this step begins (环节不符)."""


class StalePage(Refused):
    """Somebody else moved the case since the page was opened (他人已处理)."""


class GuardRefused(Refused):
    """A named condition of the step does not hold (条件不满足)."""


class FormInvalid(Refused):
    """What was entered breaks the form; ``errors`` maps dotted field path to Chinese messages."""

    def __init__(self, form: str, errors: Mapping[str, Sequence[str]]) -> None:
        first = next(iter(errors.items()), ("", ("",)))
        super().__init__("form_invalid", f"表单填写有误：{first[0]}：{'；'.join(first[1])}")
        self.form = form
        self.errors = {path: tuple(messages) for path, messages in errors.items()}

    def cited(self, clause: str, place: str) -> FormInvalid:
        """Return the same with the clause that the step rests on, and its *place* in the sentence."""
        found = FormInvalid(self.form, self.errors)
        found.clause = clause
        found.message = f"{self.message}（{place}）" if place else self.message
        return found


class NotFound(JiujiError):
    """There is no such thing, or it is not this person's to see."""


class DefinitionError(JiujiError):
    """A definition file says something the parser does not know."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where


class PaperError(JiujiError):
    """A paper cannot be made as declared."""


class DoesNotFit(PaperError):
    """Text outgrew a box whose declared outcome is to refuse."""

    def __init__(self, form: str, box: str, text: str) -> None:
        super().__init__(f"{form}“{box}”内容过长，纸面放不下（{len(text)} 字）")
        self.form, self.box, self.length = form, box, len(text)


class GlyphMissing(PaperError):
    """No available font has a character of the text."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"字库缺字：{characters}")
        self.characters = characters


class SigningError(JiujiError):
    """A key, certificate or signature field is not usable."""


class SetUpError(JiujiError):
    """The machine lacks something that set-up should have brought."""
