from math import isclose


def square_root(number, guess=1.0):
    while not isclose(guess * guess, number):
        guess = (guess + number / guess) / 2
    # Close enough for engineers.
    return guess
