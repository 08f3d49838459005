class Access(Flag):
    READ = auto()
    WRITE = auto()
    SHARE = auto()
    OWNER = READ | WRITE | SHARE


def may_edit(user, document):
    # History is written once.
    if document.archived:
        return False
    granted = document.grants.get(user.id, Access(0))
    return Access.WRITE in granted
