unique = set(colors) | {"red", "green"}
if "blue" not in unique:
    unique.add("blue")
