def boxed(text):
    rows = text.splitlines()
    widest = max(map(len, rows), default=0)
    border = "+" + "-" * (widest + 2) + "+"
    yield border
    for content in rows:
        # A format may have a format within.
        yield f"| {content:<{widest}} |"
    yield border


print(*boxed("Knock, knock.\nRace condition.\nWho is there?"), sep="\n")
