# Bug: n / 2 is 2.5
def middle(row):
    n = len(row)
    return row[n // 2]


seats = "abcde"
mid = middle(seats)
print("Seat:", mid)
