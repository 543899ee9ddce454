"""The lines of a manifest: their content and number."""
