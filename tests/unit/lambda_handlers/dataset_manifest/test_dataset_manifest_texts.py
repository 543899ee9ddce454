"""A crawl of text files: each line, or each row of a .csv file, is a data object."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from lambda_handlers.dataset_manifest import text_files
from lambda_handlers.dataset_manifest.object_pages import S3Key
from lambda_handlers.dataset_manifest.texts import Text, texts_of_lines, texts_of_rows
from tests.unit.lambda_handlers.cloudformation_side import CustomResource, FakeClock
from tests.unit.lambda_handlers.dataset_manifest.crawled_account import PROPERTIES, CrawledAccount
from tests.unit.lambda_handlers.handler_account import DENIED_FOR_GOOD

TEXTS = {**PROPERTIES, "Objects": "TextFiles"}


def sources(account: CrawledAccount, manifest: CustomResource) -> list[str]:
    return [line["source"] for line in account.lines(manifest.create(TEXTS))]


def good(texts: Iterable[Text]) -> list[str]:
    found = list(texts)
    assert [text for text in found if text.mistake] == []
    return [text.text for text in found]


def bad(texts: Iterable[Text]) -> list[str]:
    return [f"{text.place}: {text.mistake}" for text in texts if text.mistake]


def chunks(content: bytes, size: int = 7) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def test_lines_and_rows_become_texts_in_the_order_of_the_files(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/b.csv", body=b'one\n"two, and\na half"\n')
    account.put("frames/a.txt", body=b"a first\n\n  \na second\r\nlast")
    account.put("frames/c.TXT", body="größe 日本".encode())
    account.put("frames/d.md", "frames/e.jpg")
    assert sources(account, manifest) == ["a first", "a second", "last", "one", "two, and\na half", "größe 日本"]


def test_small_and_large_files_keep_their_order(account: CrawledAccount, manifest: CustomResource, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read ahead by several threads, large ones in their turn."""
    monkeypatch.setattr(text_files, "LARGEST_READ_AHEAD", 100)
    monkeypatch.setattr(text_files, "_CHUNK_BYTES", 16)
    expected = []
    for number in range(60):
        texts = [f"{number}-{line}" for line in range(1 + number % 7 * 10)]
        account.put(f"frames/{number:03}.txt", body="\n".join(texts).encode())
        expected += texts
    assert sources(account, manifest) == expected


def test_never_are_more_files_read_ahead_than_allowed(account: CrawledAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "FILES_AHEAD", 3)
    account.put(*(f"frames/{number}.txt" for number in range(9)), body=b"text")
    account.aws.watch("s3")
    files = (S3Key(f"frames/{number}.txt", 4) for number in range(9))
    texts = text_files.TextFiles(account.aws.s3, bucket="images").texts(files)
    next(texts)
    assert next(files).key == "frames/3.txt"
    texts.close()


def test_all_mistakes_of_all_files_are_named_at_once(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.txt", body=b"fine\n" + b"x" * 20_001 + b"\n\xff\xfe\nfine")
    account.put("frames/b.csv", body=b"fine\na, b, c\n")
    account.put("frames/c.txt", body=b"")
    answer = manifest.create(TEXTS)
    assert answer["Status"] == "FAILED"
    assert account.manifests() == account.uploads() == []
    assert "4 that cannot be labeled in s3://images/frames/ (.txt .csv): " in answer["Reason"]
    assert "s3://images/frames/a.txt, line 2: at most 20000 characters, not 20001; " in answer["Reason"]
    assert "s3://images/frames/a.txt, line 3: not UTF-8: byte 0 of the line; " in answer["Reason"]
    assert "s3://images/frames/b.csv, line 2: 3 columns, where one is expected: a text with commas belongs in quotes" in answer["Reason"]
    assert "s3://images/frames/c.txt: empty" in answer["Reason"]


def test_texts_are_what_is_counted(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.txt", body=b"1\n2\n3\n")
    assert manifest.create({**TEXTS, "MaxObjects": "3"})["Data"]["ObjectCount"] == "3"
    assert "more than 2 objects" in manifest.create({**TEXTS, "MaxObjects": "2"})["Reason"]


def test_files_without_texts_are_nothing_to_label(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.txt", body=b"\n \n")
    assert "nothing to label" in manifest.create(TEXTS)["Reason"]


def test_a_file_that_may_not_be_read(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.txt", body=b"text")
    account.aws.fault("s3", "GetObject", **DENIED_FOR_GOOD)
    answer = manifest.create(TEXTS)
    assert "s3://images/frames/a.txt cannot be read: An error occurred (AccessDenied)" in answer["Reason"]
    assert account.manifests() == account.uploads() == []


def test_the_deadline(account: CrawledAccount, manifest: CustomResource, clock: FakeClock) -> None:
    account.put("frames/a.txt", body=b"text")
    account.aws.on_call("s3", "GetObject", lambda: clock.sleep(830))
    answer = manifest.create(TEXTS)
    assert "the function's time ran out while reading s3://images/frames/a.txt" in answer["Reason"]
    assert account.manifests() == account.uploads() == []


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_chunks_may_end_anywhere(size: int) -> None:
    content = "\ufeffgröße\r\n日本\n\n\u2028 is no end of a line\r\n".encode()
    assert good(texts_of_lines(chunks(content, size))) == ["größe", "日本", "\u2028 is no end of a line"]
    content = '\ufeff"größe, ""a"""\r\n"日\n本"\n\nlast'.encode()
    assert good(texts_of_rows(chunks(content, size))) == ['größe, "a"', "日\n本", "last"]


def test_a_line_that_is_too_long_to_be_kept_is_named_and_reading_goes_on() -> None:
    content = b"x" * 500_000 + b"\nfine\n"
    assert bad(texts_of_lines(chunks(content, 65_536))) == ["line 1: more than 100000 characters"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'one\n"two', "line 2: unexpected end of data; the rest of the file was not read"),
        (b'"a"b\nfine', "line 1: ',' expected after '\"'; the rest of the file was not read"),
        (b'one\n"a"b\nfine', "line 2: ',' expected after '\"'; the rest of the file was not read"),
        (b'"one\ntwo"\n"a"b', "line 3: ',' expected after '\"'; the rest of the file was not read"),
        (
            b"a\rb\r\n",
            "line 1: a carriage return within the line: lines end with a line feed, or with both; the rest of the file was not read",
        ),
        (b"a\n\x1b\n", "line 2: the control character U+001B, character 1 of the line; the rest of the file was not read"),
        (b"one\n\xff\n", "line 2: not UTF-8: byte 0 of the line; the rest of the file was not read"),
        (b'"' + b"a long text\n" * 20_000, "field larger than field limit (131072); the rest of the file was not read"),
    ],
)
def test_rows_that_cannot_be_told_apart_end_the_file(content: bytes, expected: str) -> None:
    (mistake,) = bad(texts_of_rows(chunks(content, 4096)))
    assert mistake.endswith(expected)


def test_a_row_of_20_000_characters_is_the_longest() -> None:
    assert bad(texts_of_rows([b"x" * 20_000 + b"\n" + b"x" * 20_001])) == ["line 2: at most 20000 characters, not 20001"]


def test_a_file_of_utf_16_without_a_mark_is_no_text() -> None:
    first, *_ = bad(texts_of_lines(["good\nbad\n".encode("utf-16-le")]))
    assert first == "line 1: the control character U+0000, character 2 of the line; a file of UTF-16 has such, write it in UTF-8"


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f"])
def test_control_characters_are_named_and_reading_goes_on(character: str) -> None:
    texts = list(texts_of_lines([f"a{character}b\nfine\n".encode()]))
    assert str(texts[0].mistake).startswith(f"the control character U+{ord(character):04X}, character 2 of the line")
    assert [text.text for text in texts[1:]] == ["fine"]


def test_tabs_and_the_breaks_of_quoted_texts_are_no_control_characters() -> None:
    assert good(texts_of_lines([b"a\tb\r\n"])) == ["a\tb"]
    assert good(texts_of_rows([b'"a\tb\r\nc"\r\n'])) == ["a\tb\nc"]


def test_lines_that_end_with_a_carriage_return_alone_are_not_taken_for_one_text() -> None:
    assert bad(texts_of_lines([b"good\rbad\r"])) == ["line 1: a carriage return within the line: lines end with a line feed, or with both"]


@pytest.mark.parametrize("read_ahead", [100, 1])
def test_a_reading_that_breaks_off_goes_on(
    account: CrawledAccount, manifest: CustomResource, monkeypatch: pytest.MonkeyPatch, breaking: Callable[..., None], read_ahead: int
) -> None:
    monkeypatch.setattr(text_files, "LARGEST_READ_AHEAD", read_ahead)
    account.put("frames/a.txt", body=b"one\ntwo\nthree\n")
    breaking(times=2, after=5)
    assert sources(account, manifest) == ["one", "two", "three"]


def test_a_file_whose_reading_breaks_off_for_good_is_named(
    account: CrawledAccount, manifest: CustomResource, breaking: Callable[..., None]
) -> None:
    account.put("frames/a.txt", body=b"one\n")
    breaking(times=9, after=0)
    assert "s3://images/frames/a.txt cannot be read: " in manifest.create(TEXTS)["Reason"]


def test_an_archived_file_is_named(account: CrawledAccount, manifest: CustomResource) -> None:
    account.put("frames/a.txt", body=b"one\n")
    account.aws.fault("s3", "GetObject", code="InvalidObjectState", message="The operation is not valid for the object's storage class")
    reason = manifest.create(TEXTS)["Reason"]
    assert "s3://images/frames/a.txt cannot be read: An error occurred (InvalidObjectState)" in reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("read", [texts_of_lines, texts_of_rows])
def test_a_file_of_utf_16_is_told(encoding: str, read: Callable[[Iterable[bytes]], Iterator[Text]]) -> None:
    [first, *_] = bad(read(chunks("one\ntwo\n".encode(encoding))))
    assert first.startswith("line 1: ")
    assert "UTF-16" in first
