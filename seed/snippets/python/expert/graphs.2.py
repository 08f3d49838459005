def build_order(graph):
    waiting = {task: set(needs) for task, needs in graph.items()}
    order = []
    while waiting:
        ready = {task for task, needs in waiting.items() if not needs}
        if not ready:
            stuck = ", ".join(sorted(waiting))
            raise ValueError(f"These wait for each other: {stuck}")
        order += sorted(ready)
        for task in ready:
            del waiting[task]
        for needs in waiting.values():
            needs.difference_update(ready)
    return order


print(*build_order({"socks": [], "shoes": ["socks"]}), sep=" -> ")
