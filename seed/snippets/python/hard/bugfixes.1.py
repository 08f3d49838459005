# Before: readings was a generator, so max() had eaten all
# of it when min() came to the table.
def temperature_range(path):
    with path.open(encoding="utf-8") as log:
        readings = [float(line) for line in log if line.strip()]
    if not readings:
        return None
    coldest, warmest = min(readings), max(readings)
    print(f"Between {coldest} and {warmest} degrees")
    return warmest - coldest
