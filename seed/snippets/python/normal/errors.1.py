try:
    guests = int(input("Guests? "))
    piece = 360 // guests
except (ValueError, ZeroDivisionError) as error:
    raise SystemExit("More cake!") from error
print(f"{piece} degrees of cake each")
