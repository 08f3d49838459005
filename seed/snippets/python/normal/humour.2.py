excuses = ["the cache", "a time zone", "cosmic rays"]
for day, excuse in enumerate(excuses, start=1):
    print(f"Day {day}: it is {excuse}.")
# It was DNS. It is always DNS.
print("Fixed.")
