todo = [3, 1, 2]
while todo:
    job = todo.pop()
    print("Job", job)
    if job == 3:
        print("Pause")
print("Done!")
