"""Two environments with Ground Truth Plus projects: with the documented access, and with the narrowed one."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

ACCOUNT = "123456789012"
PLUS_ACCOUNT = "999999999999"
SCENES = "street-scenes"
SPEECH = "speech"

DOCUMENTED: Document = {
    "account": ACCOUNT,
    "region": "us-east-1",
    "data_on_destroy": "destroy",
    "ground_truth_plus": {
        "access": "both",
        "account_id": PLUS_ACCOUNT,
        "projects": [
            {
                "name": SCENES,
                "description": "Boxes around cars | trucks, with the class `other` for the rest",
                "task_type": "image",
                "data_classification": "internal",
                "contains_pii": False,
                "contact": {"first_name": "Requester", "last_name": "One", "email": "requester-1@example.com"},
                "batches": ["batch1", "batch2"],
                "input_expiration_days": 90,
                "metrics": True,
                "team": {"members": ["member-1@example.com", "worker-1@example.com"]},
                "requesters": {"roles": ["Scientist"], "groups": ["Labeling"]},
                "reviewers": {"roles": ["Scientist"]},
                "delivery": {"notify": True, "emails": ["requester-1@example.com"], "check": True},
            },
            {
                "name": SPEECH,
                "description": "Transcripts of calls",
                "task_type": "audio",
                "data_classification": "personal",
                "contains_pii": True,
                "team": {
                    "group": "speech-team",
                    "members": ["member-1@example.com", {"email": "member-2@example.com", "existing": True}],
                    "user_pool": {"domain_prefix": "ground-truth-plus-speech"},
                },
            },
        ],
    },
    "workforce": {"mode": "create", "name": "labeling", "user_pool": {"domain_prefix": "ground-truth-plus-workers"}},
    "teams": [{"name": "editors", "description": "Edits", "members": ["worker-1@example.com"]}],
}

NARROWED: Document = {
    "account": ACCOUNT,
    "region": "us-east-1",
    "data_on_destroy": "destroy",
    "ground_truth_plus": {
        "access": "both",
        "account_id": PLUS_ACCOUNT,
        "narrowed": True,
        "projects": [
            {
                "name": name,
                "description": "Boxes around cars",
                "task_type": "image",
                "data_classification": "public",
                "contains_pii": False,
                "batches": ["batch1"],
                "bucket": "input",
                "metrics": True,
                "input_expiration_days": days,
            }
            for name, days in {"cars": 30, "cars-2": 60}.items()
        ],
    },
    "workforce": {"mode": "import", "name": "labeling"},
    "teams": [{"name": "guests", "description": "Guests"}],
}
