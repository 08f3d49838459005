lines, current = [], ""
for word in text.split():
    candidate = f"{current} {word}".strip()
    # A word that is too long gets its own line.
    if len(candidate) > width and current:
        lines.append(current)
        current = word
    else:
        current = candidate
if current:
    lines.append(current)
print("\n".join(lines))
