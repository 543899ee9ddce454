"""S3 subresources that MiniStack 1.5.33 does not know and no addition provides. MiniStack ignores the name in the query, and would
delete a bucket instead of its metadata configuration.
"""

from urllib.parse import parse_qs

from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, Scope

from sandbox.refusals.api_request import ApiRequest
from sandbox.refusals.lacking import OperationLackingError

LACKING = frozenset(
    {
        "abac",
        "metadataAnnotationTable",
        "metadataConfiguration",
        "metadataInventoryTable",
        "metadataJournalTable",
        "metadataTable",
        "renameObject",
        "select",
        "session",
        "torrent",
    }
)


def with_known_subresources(ministack: ASGIFramework) -> ASGIFramework:
    """MiniStack without requests for unknown subresources: they raise OperationLackingError."""

    async def answer(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] == "http" and _names_another(scope["query_string"]) and ApiRequest.of(scope, b"").service == "s3":
            raise OperationLackingError
        await ministack(scope, receive, send)

    return answer


def _names_another(query_string: bytes) -> bool:
    return not LACKING.isdisjoint(parse_qs(query_string.decode("latin-1"), keep_blank_values=True))
