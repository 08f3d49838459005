try:
    n = int("seven")
    print("Really?")
except ValueError:
    n = 7
    print("Clever")
finally:
    print("Lucky!")
print(n)
