match command.split():
    case ["go", ("north" | "south") as direction]:
        player.move(direction)
    case ["take", item] if item in room.items:
        player.pick_up(item)
        room.items.remove(item)
    case ["quit" | "exit"]:
        raise SystemExit(0)
    case [verb, *_]:
        print(f"You cannot {verb} here.")
