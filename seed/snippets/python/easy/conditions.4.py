wet = True
cold = True
if wet and cold:
    print("Coat")
    print("Hat")
elif wet:
    print("Umbrella")
    print("Boots")
else:
    print("T-shirt")
