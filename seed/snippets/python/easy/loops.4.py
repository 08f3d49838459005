i = 0
while i < 15:
    i += 1
    word = ""
    if i % 3 == 0:
        word += "Fizz"
    if i % 5 == 0:
        word += "Buzz"
    print(word or i)
