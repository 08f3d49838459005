def square_root(number, guess=1.0):
    while abs(guess * guess - number) > 1e-9:
        guess = (guess + number / guess) / 2
    # Close enough for engineers.
    return guess


print(f"{square_root(2):.6f}")
