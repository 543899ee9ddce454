"""What AWS was seen to do and the sandbox does not imitate, each with the reason."""

from tests.unit.conformance.rows import Knowledge, Row, observed


def _row(behavior: str, known: Knowledge, why: str) -> tuple[Row, str]:
    return Row(behavior=behavior, known=known), why


NOT_IMITATED: tuple[tuple[Row, str], ...] = (
    _row(
        "Changes of workforces and teams take their time: a Cognito workforce comes and goes in 49 s, one in a VPC in 367 s, a team in "
        "14 to 120 s",
        observed("19"),
        "everything but a change of a workforce in a VPC is done at once, so that tests are quick; the handlers wait as on AWS",
    ),
)
