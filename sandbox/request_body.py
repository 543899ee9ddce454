"""A request's body in one piece, for whoever has to see all of it before the request is answered."""

from hypercorn.typing import ASGIReceiveCallable, ASGIReceiveEvent, HTTPRequestEvent


async def read(receive: ASGIReceiveCallable) -> bytes | None:
    """The body; None when the client went away before its end."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)


def replay(body: bytes, receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
    """Give the body once more, then whatever comes."""
    waiting = [HTTPRequestEvent(type="http.request", body=body, more_body=False)]

    async def receive_again() -> ASGIReceiveEvent:
        return waiting.pop() if waiting else await receive()

    return receive_again
