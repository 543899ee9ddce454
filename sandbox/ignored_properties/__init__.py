"""Properties that MiniStack ignores make the sandbox refuse the template.

CloudFormation would apply them, so a template that is taken here and loses them would behave otherwise on AWS. Which ones they are is seen
when a resource is made or changed: what MiniStack did not read had no effect (observed_properties.py). What it reads and does nothing with
is listed, and checked by tests (without_effect.py).
"""

from sandbox.ignored_properties.refusal import install

__all__ = ["install"]
