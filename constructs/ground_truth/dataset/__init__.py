"""What a labeling job labels: a manifest, and the ways to get one."""
