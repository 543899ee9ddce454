"""How often, and when, Lambda delivers an event: at least once."""

from enum import Enum


class Repetition(Enum):
    """Deliveries besides the one that is needed."""

    NONE = ""
    TWICE = "twice"
    """Once more as soon as it was answered."""
    LATE = "late"
    """Once more each time when the stack is settled: after its deployment, and after its deletion."""
    LATE_IN_PROGRESS = "late-in-progress"
    """Once more while each later request is under way: before it, and between its answer and the next one. Of the thing that CloudFormation
    holds at the end is then asked only whether it is there, where its name never comes back; all else is asked as ever."""
