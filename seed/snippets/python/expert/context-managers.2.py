@contextmanager
def all_or_nothing():
    with ExitStack() as stack:
        yield stack.callback
        # Everything went well, so nothing has to be undone.
        stack.pop_all()


def move_house(boxes, van, flat):
    with all_or_nothing() as on_failure:
        for box in boxes:
            van.load(box)
            on_failure(van.unload, box)
        van.drive_to(flat.address)
        on_failure(van.drive_home)
        for carried in van.boxes:
            flat.store(carried)
            on_failure(flat.give_back, carried)
    print("Where is the box with the coffee?")
