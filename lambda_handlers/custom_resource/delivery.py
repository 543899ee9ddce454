"""Delivers an answer to the presigned ResponseURL, once."""

import http.client
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable

from lambda_handlers.custom_resource.answer import Answer, encode
from lambda_handlers.custom_resource.deadline import Clock

ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 0.5
# Per attempt; five of them with their pauses stay below a minute even when nothing answers.
ATTEMPT_SECONDS = 8.0
_LONGEST_ERROR_BYTES = 4096


class AnswerNotDeliveredError(Exception):
    """CloudFormation did not take the answer. Never names the ResponseURL, which is a credential."""


class _RetryableError(Exception):
    pass


# Sends the body to the URL, giving up after the seconds.
Put = Callable[[str, bytes, float], None]


class Reply:
    """The one answer to one request: the first send() wins, and whoever comes later waits until it has been delivered."""

    def __init__(self, *, response_url: str, put: Put) -> None:
        self._response_url = response_url
        self._put = put
        self._lock = threading.Lock()
        self.sent: Answer | None = None
        self.failure: AnswerNotDeliveredError | None = None

    def send(self, answer: Answer, *, seconds: float) -> None:
        """Deliver within the seconds. A failed delivery is kept in `failure`, never answered by a second, different answer."""
        with self._lock:
            if self.sent is not None:
                return
            self.sent = answer.deliverable()
            try:
                self._put(self._response_url, encode(self.sent), seconds)
            except AnswerNotDeliveredError as error:
                self.failure = error
            except Exception as error:
                # Only the kind of error: its text may quote the URL.
                self.failure = AnswerNotDeliveredError(type(error).__name__)


def put_with_retries(*, clock: Clock) -> Put:
    """A Put that tries again after server errors and broken connections: at most 5 times, with growing pauses, within the seconds given."""

    def put(url: str, body: bytes, seconds: float) -> None:
        end = clock.monotonic() + seconds
        pause = FIRST_PAUSE_SECONDS
        for attempt in range(1, ATTEMPTS + 1):
            left = end - clock.monotonic()
            try:
                _put_once(url, body, timeout=max(0.1, min(ATTEMPT_SECONDS, left)))
            except _RetryableError as error:
                if attempt == ATTEMPTS or clock.monotonic() + pause >= end:
                    raise AnswerNotDeliveredError(f"no success after {attempt} attempts, the last one: {error}") from None
            else:
                return
            clock.sleep(pause)
            pause *= 2

    return put


def _put_once(url: str, body: bytes, *, timeout: float) -> None:
    if urllib.parse.urlsplit(url).scheme not in {"https", "http"}:
        raise AnswerNotDeliveredError("the ResponseURL is neither https nor http")
    # The URL is signed for an empty content type.
    request = urllib.request.Request(url, data=body, method="PUT", headers={"Content-Type": ""})
    try:
        with urllib.request.urlopen(request, timeout=timeout):
            return
    except urllib.error.HTTPError as error:
        if _passes(error):
            raise _RetryableError(f"HTTP {error.code}") from None
        raise AnswerNotDeliveredError(f"HTTP {error.code}") from None
    except (OSError, http.client.HTTPException) as error:
        # Only the kind of error: the text of some of them quotes the URL.
        raise _RetryableError(type(getattr(error, "reason", error)).__name__) from None


def _passes(error: urllib.error.HTTPError) -> bool:
    """True if S3 may take the same request a moment later.

    It redirects while the bucket's name is not known everywhere, and calls a connection that stalled RequestTimeout, which is a 400. A
    redirect is not followed: the URL is signed for its own host.
    https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    """
    with error:
        if error.code == 400:
            return b"<Code>RequestTimeout</Code>" in error.read(_LONGEST_ERROR_BYTES)
        return error.code == 429 or error.code >= 500 or 300 <= error.code < 400
