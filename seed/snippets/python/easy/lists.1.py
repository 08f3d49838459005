lost = [4, 8, 15]
lost += [16, 23]
lost.append(42)
print(sum(lost))
inner = lost[1:-1]
inner.reverse()
print(inner)
