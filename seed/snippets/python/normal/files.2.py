usage = Counter()
for path in Path("photos").rglob("*.jpg"):
    usage[path.parent.name] += path.stat().st_size
for folder, size in usage.most_common(3):
    print(f"{folder}: {size / 1e6:.1f} MB")
