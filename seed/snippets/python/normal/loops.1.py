singers = ["Ella", "Nina", "Aretha"]
keys = ["C", "F#", "Eb"]
# The pianist has no say in this.
for singer, key in zip(singers, keys, strict=True):
    print(f"{singer} sings in {key}")
