"""The rules of the linter. Each takes a template and yields its findings, in any order."""
