balance = 250.0
fee = max(1.5, balance * 0.01)
# The bank always wins.
balance -= fee
message = f"Charged {fee:.2f}, {balance:.2f} left"
