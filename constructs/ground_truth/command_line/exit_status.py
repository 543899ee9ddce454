"""The exit statuses of `ground-truth`."""

DONE = 0
"""The command did what it was asked to, and found no mistake."""

FOUND = 1
"""The command found mistakes, or a thing that it was asked for is not there."""

NOT_RUN = 2
"""The command line is wrong, or what was to be checked could not be read."""
