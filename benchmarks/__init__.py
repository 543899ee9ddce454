"""How fast and how small the custom resource handlers are, measured against handlers that do nothing but the same calls."""
