# Before: a lambda, so all said "Cancel".
for label in ("Save", "Print", "Cancel"):
    button = Button(label)
    button.on_click = partial(announce, label)
    toolbar.add(button)
