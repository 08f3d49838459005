wide = 640
high = 480
dots = wide * high
print(dots, "dots")
wide *= 2
high *= 2
print(wide, high)
