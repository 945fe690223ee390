"""The one place that fills templates: everything escaped for HTML, and a missing value an error."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from lpcheck.resources import shipped


def filled(name: str, **values: object) -> str:
    """The text of a template below `templates/`, filled in with the values it names."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=select_autoescape(default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(**values)
