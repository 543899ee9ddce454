"""What a label category file may have in it, for each kind of task."""
