def mirror(source, target):
    report = Counter()
    for original in sorted(source.rglob("*")):
        copy = target / original.relative_to(source)
        if original.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif not copy.exists():
            shutil.copy2(original, copy)
            report["new"] += 1
        elif original.stat().st_mtime > copy.stat().st_mtime:
            shutil.copy2(original, copy)
            report["updated"] += 1

    # What the source has lost, the target loses, too.
    for copy in list(target.rglob("*")):
        twin = source / copy.relative_to(target)
        if copy.is_file() and not twin.exists():
            copy.unlink()
            report["removed"] += 1
    return report
