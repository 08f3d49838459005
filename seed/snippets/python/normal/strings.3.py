from string import ascii_lowercase as letters

turned = letters[13:] + letters[:13]
rot13 = str.maketrans(letters, turned)
secret = "uryyb, jbeyq".translate(rot13)
print("Decoded:", secret)
