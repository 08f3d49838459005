NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def from_roman(text):
    year = 0
    values = [NUMERALS[letter] for letter in text.upper()]
    for value, following in zip_longest(values, values[1:], fillvalue=0):
        year += -value if value < following else value
    return year


assert from_roman("MCMXCIV") == 1994
