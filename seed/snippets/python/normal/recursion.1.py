def hanoi(disks, source, spare, target):
    if disks == 0:
        return
    hanoi(disks - 1, source, target, spare)
    print(f"Disk {disks}: {source} -> {target}")
    hanoi(disks - 1, spare, source, target)
