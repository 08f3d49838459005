price = 19.5
tax = price * 0.2
price += tax
cents = price * 100
# Keep the change
cents = int(cents)
print("Pay", cents)
