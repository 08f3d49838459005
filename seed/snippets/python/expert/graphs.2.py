from graphlib import CycleError, TopologicalSorter


def plan(recipe):
    sorter = TopologicalSorter(recipe)
    try:
        sorter.prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise ValueError(f"Nobody can start: {circle}") from error
    while sorter.is_active():
        ready = sorter.get_ready()
        yield sorted(ready)
        sorter.done(*ready)


# Each step comes with the steps that it waits for.
pasta = {"eat": ["boil pasta", "make sauce"]}
pasta["boil pasta"] = ["heat water"]
pasta["make sauce"] = ["chop onions", "stop crying"]
pasta["stop crying"] = ["chop onions"]
for number, steps in enumerate(plan(pasta), start=1):
    print(f"{number}. {' and '.join(steps)}")
