def merge_logs(*paths):
    def entries(path):
        with path.open(encoding="utf-8") as log:
            for line in filter(str.strip, log):
                stamp, _, message = line.rstrip().partition(" ")
                yield datetime.fromisoformat(stamp), path.stem, message

    previous = None
    for moment, service, message in merge(*map(entries, paths)):
        silence = moment - (previous or moment)
        if silence > timedelta(minutes=5):
            yield f"... nothing for {silence} ..."
        yield f"{moment:%H:%M:%S} [{service}] {message}"
        previous = moment


for entry in merge_logs(Path("web.log"), Path("mail.log")):
    print(entry)
