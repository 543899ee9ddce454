"""All findings about the objects of a crawl, in one error."""

import logging

logger = logging.getLogger(__name__)
logger.setLevel(logging.INFO)

# The answer to CloudFormation has room for so many; the function's log has them all.
NAMED = 20


class Findings:
    """Mistakes in the order of the manifest."""

    def __init__(self) -> None:
        self.number = 0
        self._named: list[str] = []

    def add(self, place: str, problem: str) -> None:
        """`place` is an object's URI, with a line or row where it has some."""
        self.number += 1
        mistake = f"{place}: {problem}"
        logger.warning("%s", mistake)
        if len(self._named) < NAMED:
            self._named.append(mistake)

    def __str__(self) -> str:
        more = self.number - len(self._named)
        return "; ".join(self._named) + (f"; and {more} more, which are in the function's log" if more else "")
