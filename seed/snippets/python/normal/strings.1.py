def slugify(title):
    words = title.lower().split()
    cleaned = [word.strip(".,!?") for word in words]
    # Lonely commas are gone now.
    return "-".join(word for word in cleaned if word)
