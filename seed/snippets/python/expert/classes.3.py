from typing import ClassVar


class Exporter:
    formats: ClassVar[dict[str, type]] = {}

    def __init_subclass__(cls, *, suffix, **options):
        super().__init_subclass__(**options)
        cls.formats[suffix] = cls

    @classmethod
    def for_path(cls, path):
        if path.suffix not in cls.formats:
            offer = ", ".join(sorted(cls.formats))
            raise ValueError(f"Choose one of {offer}")
        return cls.formats[path.suffix]()


class MarkdownExporter(Exporter, suffix=".md"):
    def export(self, header, *rows):
        table = [header, ["---"] * len(header), *rows]
        return "\n".join(" | ".join(row) for row in table)
