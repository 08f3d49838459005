def read_records(path):
    with path.open(encoding="utf-8") as source:
        rows = (line.rstrip("\n") for line in source)
        header = next(rows, "").split(",")
        for number, row in enumerate(rows, start=2):
            values = row.split(",")
            if len(values) != len(header):
                print(f"Skipping line {number} of {path}")
                continue
            yield dict(zip(header, values, strict=True))
