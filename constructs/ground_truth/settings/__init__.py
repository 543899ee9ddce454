"""The settings that the environment file and the constructs share, as pydantic models."""
