text = " my song "
text = text.strip()
text = text.title()
bar = "=" * 10
print(bar)
print(text)
print(bar)
