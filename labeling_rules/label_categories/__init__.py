"""The content of a label category file, per kind of task."""
