def primes_below(limit):
    sieve = [True] * limit
    sieve[:2] = [False, False]
    for number in range(2, isqrt(limit) + 1):
        if not sieve[number]:
            continue
        # Smaller multiples are crossed out already.
        for multiple in range(number**2, limit, number):
            sieve[multiple] = False
    return [n for n, prime in enumerate(sieve) if prime]
