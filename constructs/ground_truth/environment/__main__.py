"""`python -m ground_truth.environment check` and `schema`: the same commands as those of `ground-truth`."""

from ground_truth.command_line import run

if __name__ == "__main__":
    run()
