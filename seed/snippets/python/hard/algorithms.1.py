low, high = 0, len(values) - 1
while low <= high:
    # Half of the list is out in every round.
    middle = (low + high) // 2
    if values[middle] == target:
        break
    if values[middle] < target:
        low = middle + 1
    else:
        high = middle - 1
else:
    raise LookupError(f"{target!r} not found")
