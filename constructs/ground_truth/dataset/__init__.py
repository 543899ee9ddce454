"""The dataset of a labeling job: a manifest, and the ways to get one."""
