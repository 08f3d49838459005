def find_all(text, pattern):
    fallback = [0] * len(pattern)
    length = 0
    for index in range(1, len(pattern)):
        while length and pattern[index] != pattern[length]:
            length = fallback[length - 1]
        length += pattern[index] == pattern[length]
        fallback[index] = length

    matched = 0
    for position, char in enumerate(text):
        while matched and char != pattern[matched]:
            matched = fallback[matched - 1]
        matched += char == pattern[matched]
        if matched == len(pattern):
            yield position - matched + 1
            # Matches may overlap.
            matched = fallback[-1]
