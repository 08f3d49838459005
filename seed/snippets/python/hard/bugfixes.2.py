from datetime import UTC, datetime


# Before: datetime.now() knew no zone, and comparing it with a
# time that had one raised a TypeError every night.
def is_expired(token):
    expires = datetime.fromisoformat(token["expires"])
    if expires.tzinfo is None:
        expires = expires.replace(tzinfo=UTC)
    return expires <= datetime.now(UTC)
