SCALE = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]


def transpose(chords, steps):
    for chord in chords:
        root = chord[:2] if chord[1:2] == "#" else chord[0]
        quality = chord.removeprefix(root)
        moved = (SCALE.index(root) + steps) % len(SCALE)
        yield SCALE[moved] + quality


print(*transpose(["C", "Am", "F", "G7"], steps=2))
