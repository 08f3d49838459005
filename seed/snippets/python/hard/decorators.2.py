def require_role(role):
    def decorate(view):
        @wraps(view)
        def guarded(request, *args):
            if role not in request.user.roles:
                raise PermissionError(f"{role} role required")
            return view(request, *args)

        return guarded

    return decorate
