HEADING = re.compile(r"(#{1,6}) +(.+)")


def table_of_contents(markdown):
    used = Counter()
    in_code = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            in_code = not in_code
        heading = HEADING.fullmatch(line)
        if in_code or heading is None:
            continue
        marks, title = heading.groups()
        slug = re.sub(r"\W+", "-", title.lower()).strip("-")
        used[slug] += 1
        if used[slug] > 1:
            slug = f"{slug}-{used[slug] - 1}"
        indent = " " * 2 * (len(marks) - 1)
        yield f"{indent}- [{title}](#{slug})"
