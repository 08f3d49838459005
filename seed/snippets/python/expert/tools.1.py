def main(arguments=None):
    parser = ArgumentParser(prog="todo")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("add").add_argument("words", nargs="+")
    commands.add_parser("done").add_argument("number", type=int)
    commands.add_parser("list")
    options = parser.parse_args(arguments)

    tasks = json.loads(FILE.read_text()) if FILE.exists() else []
    if options.command == "add":
        tasks.append(" ".join(options.words))
    elif options.command == "done" and options.number > 0:
        print("Well done:", tasks.pop(options.number - 1))
    for position, task in enumerate(tasks, start=1):
        print(f"{position}. {task}")
    FILE.write_text(json.dumps(tasks, indent=2))


if __name__ == "__main__":
    main()
