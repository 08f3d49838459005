def build_order(graph):
    waiting = {task: set(needs) for task, needs in graph.items()}
    order = []
    while waiting:
        ready = [task for task, needs in waiting.items() if not needs]
        if not ready:
            raise ValueError("Dependencies contain a cycle")
        done = set(ready)
        waiting = {
            task: needs - done
            for task, needs in waiting.items()
            if task not in done
        }
        order += sorted(done)
    return order
