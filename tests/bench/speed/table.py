"""Tables of text, aligned or in Markdown."""


def markdown(head, rows, numbers):
    """Lines of a table; columns whose number is in `numbers` to the right."""
    def line(cells):
        return "| " + " | ".join(c.replace("|", r"\|") for c in cells) + " |"

    rule = ["---:" if i in numbers else "---" for i in range(len(head))]
    return [line(head), line(rule), *map(line, rows)]


def aligned(head, rows, numbers):
    """The same for a terminal."""
    widths = [max(map(len, column)) for column in zip(head, *rows)]

    def line(cells):
        fields = [cell.rjust(width) if i in numbers else cell.ljust(width)
                  for i, (cell, width) in enumerate(zip(cells, widths))]
        return "  ".join(fields).rstrip()

    return list(map(line, [head, *rows]))


FORMATS = {"text": aligned, "markdown": markdown}
