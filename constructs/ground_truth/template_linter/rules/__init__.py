"""The rules of the linter. Each takes a template and yields what it finds; their order does not matter."""
