import csv


def read_flights(path):
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        for row in reader:
            if not row["km"]:
                print(f"Skipping line {reader.line_num} of {path}")
                continue
            yield row["city"], float(row["km"])


distance = sum(km for _, km in read_flights(Path("flights.csv")))
print(f"{distance / 384_400:.2f} times to the Moon")
