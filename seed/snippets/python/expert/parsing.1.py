settings, section = {}, None
with Path("game.ini").open(encoding="utf-8") as source:
    for number, raw in enumerate(source, start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip()
            settings[section] = {}
            continue
        key, separator, value = line.partition("=")
        if not separator or section is None:
            raise ValueError(f"Line {number}: {line!r}")
        name = key.strip()
        settings[section][name] = value.strip()
