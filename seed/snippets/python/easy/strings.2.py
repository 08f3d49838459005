said = "do re mi"
bits = said.split()
bits.sort(key=len)
short = bits[0]
size = len(short)
print(short, size)
