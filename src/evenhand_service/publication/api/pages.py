"""The OpenAPI document as plain rows: for the page in the service and for the page in the documentation."""

from typing import Any


def operations_by_tag(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return operations under their headings, in the order of the document."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            groups.setdefault(one["tags"][0], []).append(_operation(path, method, one))
    return [{"title": title, "operations": operations} for title, operations in groups.items()]


def _operation(path: str, method: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": one["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": one["summary"],
        "description": one.get("description", ""),
        "parameters": [_parameter(given) for given in one["parameters"]] + _body(one),
        "gives": _gives(one["responses"]),
        "problems": [status for status in one["responses"] if int(status) >= 400],
    }


def _parameter(given: dict[str, Any]) -> dict[str, str]:
    schema = given["schema"]
    return {
        "name": given["name"],
        "in": given["in"],
        "type": type_words(schema).removesuffix(" or null"),
        "required": "yes" if given.get("required") else "",
        "says": schema.get("description", ""),
    }


def _body(one: dict[str, Any]) -> list[dict[str, str]]:
    content = one.get("requestBody", {}).get("content", {})
    schema = next(iter(content.values()), {}).get("schema", {})
    required = set(schema.get("required", []))
    return [
        {
            "name": name,
            "in": "form",
            "type": type_words(held),
            "required": "yes" if name in required else "",
            "says": held.get("description", ""),
        }
        for name, held in schema.get("properties", {}).items()
    ]


def _gives(responses: dict[str, Any]) -> str:
    good = next(one for status, one in responses.items() if int(status) < 400)
    content = good.get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return type_words(schema) if schema and "$ref" in schema else ", ".join(content)


def type_words(schema: dict[str, Any]) -> str:
    """Return a schema's type in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"a page of {name[6:-1]}" if name.startswith("Paged_") else name
    if "anyOf" in schema:
        return " or ".join(type_words(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {type_words(schema.get('items', {}))}"
    kind = schema.get("format") or schema.get("type", "anything")
    if "minimum" in schema and "maximum" in schema:
        return f"{kind}, {schema['minimum']} to {schema['maximum']}"
    return str(kind)


def schemas_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is sent, each thing with its fields."""
    return [
        {
            "name": name,
            "says": one.get("description", ""),
            "fields": [
                {"name": field, "type": type_words(held), "says": held.get("description", "")}
                for field, held in one.get("properties", {}).items()
            ],
        }
        for name, one in document["components"]["schemas"].items()
        if one.get("type") == "object" and not name.startswith(("Paged_", "MultiPart"))
    ]
