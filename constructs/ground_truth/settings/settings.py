"""The base of everything in an environment file that is ours rather than an API parameter."""

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """Immutable, snake_case, and closed: a field that is not listed is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
