FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def render(template, context):
    def replace(match):
        field = match[1]
        if field not in context:
            raise TemplateError(f"{field} has no value")
        # Never trust a name like <script>.
        return html.escape(str(context[field]))

    return FIELD.sub(replace, template)
