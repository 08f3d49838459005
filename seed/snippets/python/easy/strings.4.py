name = ""
for c in "hal":
    code = ord(c) + 1
    name += chr(code)
print(name)
# A space odyssey
print(name.upper())
