from decimal import Decimal

# Before: 0.1 + 0.2 == 0.3 turned out False.
owed = Decimal("0.1") + Decimal("0.2")
assert owed == Decimal("0.3")
print(f"Balanced at {owed}")
