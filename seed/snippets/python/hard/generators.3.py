def follow(log):
    log.seek(0, SEEK_END)
    while True:
        entry = log.readline()
        if entry:
            yield entry.rstrip()
        else:
            time.sleep(0.25)


with Path("server.log").open(encoding="utf-8") as log:
    alarms = (entry for entry in follow(log) if "ERROR" in entry)
    for count, alarm in enumerate(alarms, start=1):
        print(f"{count}. {alarm}")
