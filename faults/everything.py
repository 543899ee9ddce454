"""All that an account has, to be compared with what it had."""

from moto.cognitoidp.models import cognitoidp_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from faults import neighbour
from faults.account import Account
from faults.snapshot import ACCOUNT_ID, PARTITION, REGION


def everything(account: Account) -> dict[str, str]:
    """By its kind, read past the APIs."""
    ground_truth, s3 = account.ground_truth, s3_backends[ACCOUNT_ID][PARTITION]
    pools = cognitoidp_backends[ACCOUNT_ID][REGION].user_pools.values()
    return {
        "labeling jobs": repr(ground_truth.labeling_jobs),
        "work teams": repr(ground_truth.workteams),
        "workforces": repr(ground_truth.workforces),
        "objects": repr({bucket: neighbour.object_keys(bucket) for bucket in sorted(s3.buckets)}),
        "uploads": repr({name: sorted(bucket.multiparts) for name, bucket in sorted(s3.buckets.items())}),
        "queues": repr(sorted(sqs_backends[ACCOUNT_ID][REGION].queues)),
        "user pools": repr([pool.to_json(extended=True) for pool in pools]),
        "app clients": repr([client.to_json(extended=True) for pool in pools for client in pool.clients.values()]),
    }


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The kinds of which something changed."""
    return [kind for kind in before if after[kind] != before[kind]]
