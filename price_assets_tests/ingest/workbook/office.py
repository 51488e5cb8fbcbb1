"""Writes workbooks part by part, so that tests can write what no program would let them."""

from __future__ import annotations

from collections.abc import Mapping

from price_assets_tests.ingest.packing.packings import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

DATE, DATE_TIME, TIME, DURATION = 1, 2, 3, 4
"""Styles of cells: the ``s`` attribute of a cell of `xlsx`."""


def row(number: int, *cells: str) -> str:
    """Write a row of an .xlsx; each cell as its attributes, ``>`` and what it holds."""
    written = [
        f'<c r="{chr(ord("A") + column)}{number}" {cell}</c>'
        for column, cell in enumerate(cells)
        if cell
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def text(value: str) -> str:
    """Write a cell of text."""
    return f't="inlineStr"><is><t xml:space="preserve">{value}</t></is>'


def number(value: float | str, style: int = 0) -> str:
    """Write a cell of a number, or of a date by its number of days."""
    return f's="{style}"><v>{value}</v>'


def xlsx(
    sheets: Mapping[str, str],
    states: Mapping[str, str] | None = None,
    charts: tuple[str, ...] = (),
    workbook_settings: str = "",
) -> bytes:
    """Write an .xlsx.

    Parameters
    ----------
    sheets
        The rows of each sheet, by its name; see `row`.
    states
        ``hidden`` or ``veryHidden``, by the name of the sheet.
    charts
        Names of sheets that hold a chart only.
    workbook_settings
        Attributes of the workbook, such as ``date1904="1"``.
    """
    names = [*sheets, *charts]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{(states or {}).get(name, "visible")}" '
        f'r:id="rId{at}"/>'
        for at, name in enumerate(names, start=1)
    )
    targets = "".join(
        f'<Relationship Id="rId{at}" Target="{_part(at, name in charts)}" '
        f'Type="{_RELATIONS}/{"chartsheet" if name in charts else "worksheet"}"/>'
        for at, name in enumerate(names, start=1)
    )
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 21, 46))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<workbookPr {workbook_settings}/><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{targets}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>',
    }
    for at, name in enumerate(names, start=1):
        parts[f"xl/{_part(at, name in charts)}"] = (
            f'<chartsheet xmlns="{_MAIN}"/>'
            if name in charts
            else f'<worksheet xmlns="{_MAIN}"><sheetData>{sheets[name]}</sheetData></worksheet>'
        )
    return zipped({name: part.encode() for name, part in parts.items()})


def ods(sheets: Mapping[str, str], manifest: str = "") -> bytes:
    """Write an .ods.

    Parameters
    ----------
    sheets
        The ``table:table-row`` elements of each sheet, by its name.
    manifest
        What stands in the manifest's entry of the content.
    """
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items()
    )
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entries = (
        f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="content.xml">{manifest}</manifest:file-entry></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": _ODS_TYPE,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": entries.encode(),
        }
    )


def _part(at: int, is_chart: bool) -> str:
    return f"chartsheets/sheet{at}.xml" if is_chart else f"worksheets/sheet{at}.xml"
