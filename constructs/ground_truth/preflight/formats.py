"""Check that the files are of the kind that the project was declared to label."""

from __future__ import annotations

from collections.abc import Iterator

from ground_truth.preflight.data_kind import ACCEPTED, NOT_DOCUMENTED, OWN_FORMATS, DataKind
from ground_truth.preflight.finding import Finding, not_checked, problem, warning
from ground_truth.preflight.listing import S3Object
from ground_truth.preflight.object_keys import is_system_file


def batch_format_findings(kind: DataKind) -> Iterator[Finding]:
    """The note that formats are not checked, for data of kind custom."""
    if kind is DataKind.CUSTOM:
        yield not_checked("(batch)", "formats and the order of frames", "the kind of data is custom")


def format_findings(item: S3Object, kind: DataKind) -> Iterator[Finding]:
    """A problem for a format documented as wrong or plainly of another kind of data; a warning for an unknown one."""
    if kind is DataKind.CUSTOM or not item.name or is_system_file(item):
        return
    extension, accepted = item.extension.lower(), ACCEPTED[kind]
    wanted = f"files of kind {kind}: {', '.join(sorted(accepted))}"
    if extension in accepted:
        if item.extension != extension:
            yield warning(item.key, f"{item.extension} in capital letters", f"{extension}, as AWS documents it")
    elif not extension:
        yield warning(item.key, "no extension", wanted)
    elif foreign := _foreign(extension, kind):
        yield problem(item.key, foreign, wanted)
    elif extension in OWN_FORMATS[DataKind.TEXT]:
        yield warning(item.key, f"{extension} is of kind {DataKind.TEXT}", wanted)
    else:
        yield warning(item.key, f"the unknown format {extension}", wanted)


def _foreign(extension: str, kind: DataKind) -> str:
    """The format in words, if it is certainly not of the project's kind; else empty. Texts may describe any other data."""
    if kind in (DataKind.VIDEO, DataKind.VIDEO_FRAMES):
        for what, extensions in NOT_DOCUMENTED.items():
            if extension in extensions:
                return f"{what} in {extension}"
    other = [of for of, extensions in OWN_FORMATS.items() if of is not DataKind.TEXT and extension in extensions]
    certain = other and extension not in OWN_FORMATS[DataKind.TEXT]
    return f"{extension} is of kind {' or '.join(other)}" if certain else ""
