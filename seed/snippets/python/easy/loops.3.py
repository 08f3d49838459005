for number, line in enumerate(lines, start=1):
    print(f"{number:>3} {line}")
