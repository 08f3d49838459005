def html(tag, text, **attributes):
    opening = tag
    for key, setting in attributes.items():
        opening += f' {key}="{setting}"'
    return f"<{opening}>{text}</{tag}>"
