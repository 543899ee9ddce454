"""ListObjectsV2 for very large buckets.

MiniStack sorts all keys of the bucket for every page, which takes a second per page for a million keys. Here the order is cached until a
key is added or removed. The listing itself is unchanged.
"""

from bisect import bisect_left, bisect_right
from itertools import islice, takewhile
from typing import Any

from ministack.services import s3


class _Objects(dict[str, Any]):
    """A bucket's objects by key, and the sorted keys."""

    def __init__(self, objects: dict[str, Any]) -> None:
        super().__init__(objects)
        self._in_order: list[str] = []

    @property
    def in_order(self) -> list[str]:
        """The keys by code point, which is the order of their UTF-8."""
        if len(self._in_order) != len(self):
            self._in_order = sorted(self)
        return self._in_order

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in self:
            self._in_order = []
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        self._in_order = []
        super().__delitem__(key)

    def pop(self, key: str, *default: Any) -> Any:
        self._in_order = []
        return super().pop(key, *default)


def install() -> None:
    """Wrap the creation of buckets and the listing of their keys."""
    create, collect = s3._create_bucket, s3._collect_list_entries

    def create_with_order(name: str, *arguments: Any, **options: Any) -> Any:
        response = create(name, *arguments, **options)
        made = s3._buckets.get(name)
        if made is not None and not isinstance(made["objects"], _Objects):
            made["objects"] = _Objects(made["objects"])
        return response

    def collect_in_order(objects: dict[str, Any], prefix: str, delimiter: str, max_keys: int, start_after: str) -> Any:
        if delimiter or not isinstance(objects, _Objects):
            return collect(objects, prefix, delimiter, max_keys, start_after)
        keys = objects.in_order
        first = max(bisect_left(keys, prefix), bisect_right(keys, start_after) if start_after else 0)
        page = list(takewhile(lambda key: key.startswith(prefix), islice(keys, first, first + max_keys + 1)))
        contents = page[:max_keys]
        return contents, [], len(page) > max_keys, contents[-1] if contents else ""

    s3._create_bucket = create_with_order
    s3._collect_list_entries = collect_in_order
