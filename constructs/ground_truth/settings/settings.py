"""The base of all settings in an environment file that are not API parameters."""

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """Immutable, snake_case, and closed: a field that is not listed is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
