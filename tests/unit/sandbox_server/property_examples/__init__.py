"""Examples of every property of the templates' types, and of types that other applications are likely to use."""

from tests.unit.sandbox_server.property_examples import buckets, functions, identities, keys, messages, user_pools
from tests.unit.sandbox_server.property_examples.examples import Examples, Properties

EXAMPLES: dict[str, Examples] = {
    **buckets.EXAMPLES,
    **functions.EXAMPLES,
    **identities.EXAMPLES,
    **keys.EXAMPLES,
    **messages.EXAMPLES,
    **user_pools.EXAMPLES,
}

__all__ = ["EXAMPLES", "Examples", "Properties"]
