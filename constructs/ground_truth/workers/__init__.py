"""The people who label: the pool of users, the workforce of the account, and its teams."""
