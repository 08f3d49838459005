title = "  monthly report  ".strip()
print(title.center(40, "="))
