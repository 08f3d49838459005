# Bug: was age > 18
def adult(age):
    return age >= 18


assert adult(18)
assert adult(99)
assert not adult(7)
