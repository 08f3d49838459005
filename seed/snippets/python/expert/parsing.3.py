LIMITS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31)}


def parse_field(text, low, high):
    allowed = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if span == "*":
            first, last = low, high
        stop = int(last or first) + 1
        allowed |= set(range(int(first), stop, int(step or 1)))
    return allowed


def is_due(schedule, moment):
    parts = zip(LIMITS.items(), schedule.split(), strict=True)
    return all(
        getattr(moment, unit) in parse_field(text, *limits)
        for (unit, limits), text in parts
    )
