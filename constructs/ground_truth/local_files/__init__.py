"""Local files that an environment file or a construct names: which of them can be used, and how they are read."""
