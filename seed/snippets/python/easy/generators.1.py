def odds():
    n = 1
    while True:
        yield n
        n += 2


nums = odds()
print(next(nums))
print(next(nums))
