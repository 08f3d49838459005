row = [0, 0, 0]
row[1] = "X"
print(row)
# Now it is my turn
row[0] = "O"
print(row)
if 0 in row:
    print("One free")
