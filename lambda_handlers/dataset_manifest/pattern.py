"""Keys that fit a pattern."""

from collections.abc import Iterable

from labeling_rules.key_pattern import ANY_FOLDERS, ANY_IN_FOLDER, MANY, SPECIAL, OneOf, parts

# Cached transitions; bounds the memory.
_MOST_STEPS = 50_000

# The positions that matching may have reached in the pattern; a wildcard allows several.
_State = frozenset[int]


class KeyPattern:
    """A pattern that is matched against whole keys, case-sensitively.

    `*` matches any characters except `/`, `?` matches one of them, `[abc]`, `[a-c]` and `[!abc]` match one of a set, `**/` matches any
    number of folders including none, and `**` matches the rest of the key. Any other character matches itself.

    A key is scanned once while all possible positions in the pattern advance together, so the time is at most the product of both lengths.
    A regular expression backtracks at every wildcard, which can take exponential time and cannot be interrupted.
    """

    def __init__(self, pattern: str) -> None:
        self._parts = list(parts(pattern))
        self._steps: dict[tuple[_State, str], _State] = {}

    def fullmatch(self, key: str, start: int = 0) -> bool:
        """Return whether the key, from `start` on, matches the whole pattern."""
        state, steps = _State(self._entered(0)), self._steps
        for character in key[start:]:
            following = steps.get((state, character))
            state = self._step(state, character) if following is None else following
            if not state:
                return False
        return len(self._parts) in state

    def _step(self, state: _State, character: str) -> _State:
        following = _State(index for part in state for index in self._after(part, character))
        if len(self._steps) >= _MOST_STEPS:
            self._steps.clear()
        self._steps[state, character] = following
        return following

    def _after(self, index: int, character: str) -> Iterable[int]:
        if index == len(self._parts):
            return ()
        part = self._parts[index]
        if isinstance(part, OneOf):
            return self._entered(index + 1) if part.fits(character) else ()
        if part == ANY_IN_FOLDER and character == "/":
            return ()
        # A folder ends with a slash.
        return {index, *self._entered(index + 1)} if part != ANY_FOLDERS or character == "/" else {index}

    def _entered(self, index: int) -> set[int]:
        """The positions reached on arriving at an element: the element itself, and the next one if it can match nothing."""
        reached = {index}
        while index < len(self._parts) and self._parts[index] in MANY:
            index += 1
            reached.add(index)
        return reached


def compiled(pattern: str) -> KeyPattern:
    """The compiled pattern."""
    return KeyPattern(pattern)


def literal_beginning(pattern: str) -> str:
    """The literal prefix of all matching keys, which limits the listing."""
    special = SPECIAL.search(pattern)
    return pattern[: special.start()] if special else pattern
