def invite(guest, *, food="cake", **wishes):
    letter = f"Dear {guest}, we have {food}."
    for thing, number in wishes.items():
        letter += f" Bring {number} {thing}!"
    return letter
