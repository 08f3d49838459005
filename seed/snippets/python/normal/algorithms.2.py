def horner(coefficients, x):
    result = 0
    for coefficient in coefficients:
        result = result * x + coefficient
    return result
