lines, current = [], ""
for word in text.split():
    candidate = f"{current} {word}".strip()
    if len(candidate) > width and current:
        lines.append(current)
        current = word
    else:
        current = candidate
if current:
    lines.append(current)
print("\n".join(lines))
