numbers = [4, 8, 15, 16, 23, 42]
middle = numbers[1:-1]
