for seat in train.seats:
    if seat.free and seat.window:
        seat.reserve(passenger)
        break
else:
    print("Only the luggage rack is left")
