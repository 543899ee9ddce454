"""A request's complete body, for code that needs all of it before responding."""

from hypercorn.typing import ASGIReceiveCallable, ASGIReceiveEvent, HTTPRequestEvent


async def read(receive: ASGIReceiveCallable) -> bytes | None:
    """The body; None if the client disconnected before its end."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message["body"])
        if not message["more_body"]:
            return b"".join(parts)


def replay(body: bytes, receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
    """Receive the body again, then further events."""
    waiting = [HTTPRequestEvent(type="http.request", body=body, more_body=False)]

    async def receive_again() -> ASGIReceiveEvent:
        return waiting.pop() if waiting else await receive()

    return receive_again
