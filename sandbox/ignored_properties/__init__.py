"""The sandbox refuses templates with properties that MiniStack ignores.

CloudFormation would apply them, so such a template would behave differently on AWS. They are detected when a resource is created or
updated: a property that MiniStack did not read had no effect (observed_properties.py). Properties that it reads without effect are
listed, and the list is tested (without_effect.py).
"""

from sandbox.ignored_properties.refusal import install

__all__ = ["install"]
