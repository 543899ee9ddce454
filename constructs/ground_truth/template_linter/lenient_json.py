"""JSON as crowd elements take it in attributes: with single quotes, keys without quotes, comments and trailing commas.

AWS's documentation and sample templates write `categories="['Cat', 'Dog',]"` and `{ text: 'None' }`.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""\s+ | //[^\n]* | /\*.*?\*/
    | (?P<mark>[\[\]{}:,])
    | "(?P<double>(?:[^"\\]|\\.)*)"
    | '(?P<single>(?:[^'\\]|\\.)*)'
    | (?P<word>[^\s\[\]{}:,"']+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def parse(text: str) -> object:
    """Lists, dicts and strings; a word without quotes, such as a number, is a string too. Raises ValueError."""
    reader = _Reader(_tokens(text))
    value = reader.value()
    reader.expect(None)
    return value


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ValueError(f"character {position + 1}: {text[position : position + 20]}")
        position = match.end()
        if match.lastgroup is not None:
            kind = "mark" if match.lastgroup == "mark" else "text"
            tokens.append((kind, _unescaped(match[match.lastgroup]) if kind == "text" else match["mark"]))
    return tokens


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1][1:], 16)) if len(match[1]) > 1 else _ESCAPED.get(match[1], match[1]), text)


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens[::-1]

    def value(self) -> object:
        kind, text = self._next()
        if kind == "text":
            return text
        if text == "[":
            return self._list()
        if text == "{":
            return self._object()
        raise ValueError(f"a value expected, not {text}")

    def expect(self, mark: str | None) -> None:
        if mark is None and not self._tokens:
            return
        kind, found = self._next()
        if kind != "mark" or found != mark:
            raise ValueError(f"{mark or 'the end'} expected, not {found}")

    def _list(self) -> list[object]:
        values = []
        while not self._closes("]"):
            values.append(self.value())
            self._comma("]")
        return values

    def _object(self) -> dict[str, object]:
        members: dict[str, object] = {}
        while not self._closes("}"):
            kind, key = self._next()
            if kind == "mark":
                raise ValueError(f"a key expected, not {key}")
            self.expect(":")
            members[key] = self.value()
            self._comma("}")
        return members

    def _closes(self, mark: str) -> bool:
        if self._tokens and self._tokens[-1] == ("mark", mark):
            self._tokens.pop()
            return True
        return False

    def _comma(self, closing: str) -> None:
        """A comma, unless the list or object ends here."""
        if not self._tokens or self._tokens[-1] != ("mark", closing):
            self.expect(",")

    def _next(self) -> tuple[str, str]:
        if not self._tokens:
            raise ValueError("more expected, not the end")
        return self._tokens.pop()
