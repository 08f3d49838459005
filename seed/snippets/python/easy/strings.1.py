title = "  monthly report  ".strip()
print(f"{title:=^40}")
