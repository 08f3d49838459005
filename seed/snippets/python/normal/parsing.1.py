def parse_duration(text):
    minutes, seconds = text.split(":")
    return int(minutes) * 60 + int(seconds)


album = ["3:45", "4:20", "2:58"]
print("Seconds:", sum(map(parse_duration, album)))
