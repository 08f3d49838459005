crew = ["Al", "Bo"]
crew.append("Cy")
for pal in crew:
    print("Hi", pal)
    if pal == "Bo":
        print("Nice hat")
print("All aboard")
