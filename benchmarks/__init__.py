"""Speed and size of the custom resource handlers, compared with bare handlers that make the same calls."""
