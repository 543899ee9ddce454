"""The labeling job: its construct, its parameters, its checks, and the role that it works under."""
