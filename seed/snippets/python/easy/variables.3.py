price = 19.99
tax = price * 0.21
total = round(price + tax, 2)
