def same(word):
    flip = word[::-1]
    return word == flip


assert same("noon")
assert same("")
print(same("owl"))
