"""Word files for the timing: the same paper of about ten pages, as Word and as python-docx write it."""

import zipfile

CLAUSES = [
    "库房台账更新不及时，", "夜间巡查记录缺少签名，", "对外包队伍的培训没有留下材料，", "设备检修计划与实际进度脱节，",
    "每季度核对1次并公示，", "6月底前补齐缺失的记录，", "责任单位为运维组，", "全年组织不少于4次演练，",
]
ORDINALS = "一二三四五六七八九十"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def paragraphs():
    """Style (None for running text) and text of each paragraph; about 20 KB of text."""
    yield "Title", "仓储中心关于检查反馈问题的整改方案"
    taken = 0
    for part in range(10):
        yield "Heading1", f"{ORDINALS[part]}、第{part + 1}方面的问题"
        for item in range(1, 6):
            clauses = [CLAUSES[(taken + n * 3) % len(CLAUSES)] for n in range(10)]
            taken += 7
            yield None, f"{item}.问题：" + "".join(clauses[:5]).rstrip("，") + "。整改措施：" + "".join(clauses[5:]).rstrip("，") + "。"


def as_word(path):
    """The few styles that Word stores, runs cut as Word cuts them."""
    body = "".join(map(_paragraph, paragraphs()))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        "</w:sectPr></w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{MAIN}">{"".join(_styles())}</w:styles>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


def _styles():
    yield '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    for name in ["Title", *(f"heading {n}" for n in range(1, 10)), "header", "footer", "List Paragraph"]:
        ident = name.title().replace(" ", "")
        yield (
            f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="Normal"/></w:style>'
        )


def _paragraph(item):
    style, text = item
    look = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    runs = "".join(f"<w:r>{look}<w:t>{text[n:n + 24]}</w:t></w:r>" for n in range(0, len(text), 24))
    return f'<w:p w:rsidR="00A10001"><w:pPr>{named}</w:pPr>{runs}</w:p>'


def as_python_docx(path):
    """As the package python-docx writes it: its template brings some 350 KB of styles."""
    import docx

    document = docx.Document()
    for style, text in paragraphs():
        document.add_paragraph(text, style={"Title": "Title", "Heading1": "Heading 1"}.get(style))
    document.save(path)
