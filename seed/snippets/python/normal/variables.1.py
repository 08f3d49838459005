balance = 250.0
fee = max(1.5, balance * 0.01)
balance -= fee
message = f"Charged {fee:.2f}, {balance:.2f} left"
