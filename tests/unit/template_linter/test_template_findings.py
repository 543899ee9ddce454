"""Templates with mistakes, and the exact findings of the linter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ground_truth.template_linter import lint
from labeling_rules.task_types import TASK_TYPES

SCRIPT = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>'
CLASSIFIER = """<crowd-classifier name="topic" categories="['web', 'data']" header="Choose"></crowd-classifier>"""
BOXES = (
    '<crowd-bounding-box name="boxes" src="{{ task.input.taskObject | grant_read_access }}" labels="[]" header="Draw"></crowd-bounding-box>'
)


def page(*lines: str) -> str:
    """A whole template: line 1 is the script, line 2 opens the form, the lines start with line 3."""
    return "\n".join([SCRIPT, "<crowd-form>", *lines, "</crowd-form>"])


def found(
    source: str, task_type: str | None = None, labels: Sequence[str] | None = None, *, pre_annotation: bool | None = None
) -> list[str]:
    """The findings as the command prints them, without the file's name."""
    known = TASK_TYPES[task_type] if task_type else None
    return [str(finding) for finding in lint(source, task_type=known, labels=labels, pre_annotation=pre_annotation)]


UNESCAPED = "markup in the data becomes part of the page, and a script in it acts as the worker; without the filter it is shown as text"


@pytest.mark.parametrize(
    ("lines", "line", "data"),
    [
        (["{{ task.input.text | skip_autoescape }}"], 3, "task.input.text"),
        (["{{ task.input['a-b'] | upcase | skip_autoescape }}"], 3, "task.input.a-b"),
        (["{% assign t = task.input %}", "{{ t.text | skip_autoescape }}"], 4, "task.input"),
        (["{% assign t = task.input.text | strip %}", "{% assign u = t %}", "{{ u | skip_autoescape }}"], 5, "task.input.text"),
        (["{% for p in task.input.parts %}", "{{ p.text | skip_autoescape }}", "{% endfor %}"], 4, "task.input.parts"),
        (["{% capture c %}<b>{{ task.input.text }}</b>{% endcapture %}", "{{ c | skip_autoescape }}"], 4, "task.input.text"),
        (["{{ '<p>' | append: task.input.text | skip_autoescape }}"], 3, "task.input.text"),
        (["{% if task.input.a %}", "{% assign x = task.input.a | skip_autoescape %}", "{% endif %}"], 4, "task.input.a"),
        (["{% for i in (1..2) %}{{ u | skip_autoescape }}", "{% assign u = task.input.text %}{% endfor %}"], 3, "task.input.text"),
        (["<script>", "var a = {{ task.input.taskObject | to_json | skip_autoescape }};", "</script>"], 4, "task.input.taskObject"),
    ],
)
def test_data_that_are_written_as_they_are_get_a_warning(lines: list[str], line: int, data: str) -> None:
    assert f"{line}: warning: skip_autoescape on {data}: {UNESCAPED}" in found(page(*lines))


@pytest.mark.parametrize(
    "line",
    [
        "{{ task.input.text }}",
        "{{ task.input.text | escape | skip_autoescape }}",
        "{% assign safe = task.input.text | escape %}{{ safe | skip_autoescape }}",
        "{{ task.input.parts | size | skip_autoescape }}",
        "{% assign own = '<b>' %}{{ own | skip_autoescape }}",
        "{% assign t = task.input.text %}{{ t }}{{ '<b>' | skip_autoescape }}",
        "{% for p in task.input.parts %}{{ forloop.index | skip_autoescape }}{% endfor %}",
    ],
)
def test_text_of_the_template_and_escaped_data_may_skip_the_escaping(line: str) -> None:
    assert not [each for each in found(page(line)) if "skip_autoescape on" in each]


LIQUID = [
    pytest.param("{{ task.input.text", "3: error: Liquid: expected '}}', found end of file", id="output never ends"),
    pytest.param("{% if task.input.text", "3: error: Liquid: missing tag name or closing delimiter", id="tag never ends"),
    pytest.param("{% if a %}", "3: error: Liquid: {% if %} is never closed: {% endif %} is missing", id="block never ends"),
    pytest.param("{% comment %}", "3: error: Liquid: {% comment %} is never closed: {% endcomment %} is missing", id="comment never ends"),
    pytest.param("{% raw %}", "3: error: Liquid: {% raw %} is never closed: {% endraw %} is missing", id="raw never ends"),
    pytest.param("{% endfor %}", "3: error: Liquid: {% endfor %} closes no block that is open here", id="end without block"),
    pytest.param("{% else %}", "3: error: Liquid: {% else %} divides no block that is open here", id="else without block"),
    pytest.param("{% fro a in b %}", "3: error: Liquid: unknown tag fro, did you mean for?", id="misspelled tag"),
    pytest.param("{% paginate %}", "3: error: Liquid: unknown tag paginate", id="unknown tag"),
    pytest.param("{{ a | | b }}", "3: error: Liquid: expected word, found '|'", id="two pipes"),
    pytest.param("{{ a b }}", "3: error: Liquid: expected end of expression, found word", id="two variables"),
    pytest.param("\n{% if a = b %}{% endif %}", "4: error: Liquid: expected end of expression, found '='", id="comparison with ="),
    pytest.param("{% for a of b %}{% endfor %}", "3: error: Liquid: expected in, found word", id="for without in"),
    pytest.param("{% assign a %}", "3: error: Liquid: expected '=', found end of expression", id="assign without value"),
    pytest.param(
        "{{ a | grant_read_acces }}", "3: error: Liquid: unknown filter grant_read_acces, did you mean grant_read_access?", id="filter"
    ),
    pytest.param("{{ a | json }}", "3: error: Liquid: unknown filter json, did you mean to_json?", id="filter of other Liquids"),
    pytest.param("{{ a | safe }}", "3: error: Liquid: unknown filter safe", id="filter of python-liquid"),
    pytest.param(
        "{{ a | s3_presign }}",
        "3: warning: Liquid: filter s3_presign is known from samples alone: AWS documents grant_read_access",
        id="undocumented filter",
    ),
    pytest.param("{% include 'a' %}", "3: warning: Liquid: {% include %}: a worker task template has no other files", id="include"),
    pytest.param(
        "{% echo a %}",
        "3: warning: Liquid: {% echo %} is new in Liquid 5, and AWS does not say which version Ground Truth has",
        id="tag of Liquid 5",
    ),
    pytest.param("{{ }}", "3: warning: Liquid: {{ }} shows nothing", id="empty output"),
]

ELEMENTS = [
    pytest.param(
        "<crowd-boundng-box></crowd-boundng-box>",
        "3: error: unknown element <crowd-boundng-box>, did you mean <crowd-bounding-box>?",
        id="misspelled element",
    ),
    pytest.param(
        "<crowd-map></crowd-map>", "3: warning: unknown element <crowd-map>: AWS documents none of that name", id="unknown element"
    ),
    pytest.param(
        "<full-instruction>Read.</full-instruction>",
        "3: warning: unknown element <full-instruction>, did you mean <full-instructions>?",
        id="misspelled region",
    ),
    pytest.param(
        "<crowd-slider-label></crowd-slider-label>",
        "3: warning: <crowd-slider-label> is in AWS's samples, but not documented",
        id="element of samples",
    ),
    pytest.param(
        "<crowd-textract-analyze-document></crowd-textract-analyze-document>",
        "3: warning: <crowd-textract-analyze-document> is documented for Amazon Augmented AI, not for Ground Truth",
        id="element of Augmented AI",
    ),
    pytest.param(
        CLASSIFIER.replace(' name="topic"', ""), "3: error: <crowd-classifier> has no name: its answer is in no result", id="no name"
    ),
    pytest.param(
        CLASSIFIER.replace('"topic"', '" "'), "3: error: <crowd-classifier> has no name: its answer is in no result", id="empty name"
    ),
    pytest.param(
        '<crowd-classifier name="a" header="b"></crowd-classifier>',
        "3: error: <crowd-classifier> has no categories: there is nothing to choose from",
        id="no categories",
    ),
    pytest.param(
        '<crowd-polygon name="a" labels="[]" header="b"></crowd-polygon>',
        "3: error: <crowd-polygon> has no src: it has nothing to show",
        id="no source",
    ),
    pytest.param(
        CLASSIFIER.replace(' header="Choose"', ""),
        "3: warning: <crowd-classifier> has no header: it tells workers what to do",
        id="no header",
    ),
    pytest.param(
        "<crowd-input></crowd-input>", "3: warning: <crowd-input> has no name: its answer is in no result", id="field without name"
    ),
    pytest.param(
        CLASSIFIER.replace("'data']", "'data'"),
        "3: warning: categories of <crowd-classifier> is no JSON list of labels: more expected, not the end",
        id="no list",
    ),
    pytest.param(
        '<crowd-input name="a"></crowd-input>\n<crowd-input name="a"></crowd-input>',
        '4: warning: <crowd-input name="a">: the name is taken on line 3: one answer may be lost',
        id="name twice",
    ),
    pytest.param(
        '{% for a in task.input.texts %}\n<crowd-input name="a"></crowd-input>\n{% endfor %}',
        '4: warning: <crowd-input name="a"> in a loop: every round answers under the same name, add {{ forloop.index }}',
        id="name in a loop",
    ),
    pytest.param(
        "<crowd-form></crowd-form>", "3: error: a second <crowd-form>: a page has exactly one, and the first is on line 2", id="two forms"
    ),
    pytest.param(
        "{% if a %}<crowd-form></crowd-form>{% endif %}",
        "3: warning: a second <crowd-form>: a page has exactly one, and the first is on line 2",
        id="perhaps two forms",
    ),
    pytest.param(
        '<crowd-entity-annotation name="a" header="b" text="c" labels="[]"></crowd-entity-annotation>',
        "3: warning: <crowd-entity-annotation> submits its answer itself: AWS says not to put it into a <crowd-form>",
        id="form around a form",
    ),
]

HTML = [
    pytest.param(
        "<full-instructions><ul><li>One</li></full-instructions>\n<short-instructions>Two</short-instructions>",
        "3: warning: <ul> is not closed: browsers put <short-instructions> of line 4 into it",
        id="list that takes in what follows",
    ),
    pytest.param(
        "<full-instructions><li>One</full-instructions>\n<short-instructions>Two</short-instructions>",
        "3: warning: <full-instructions> does not end at </full-instructions>, for something in it is open: "
        "browsers put <short-instructions> of line 4 into it",
        id="end tag that browsers ignore",
    ),
    pytest.param(
        '<crowd-input name="a" />\n<p>b</p>',
        "3: warning: <crowd-input> ends with />, which closes nothing in HTML: browsers put <p> of line 4 into it",
        id="element that closes itself",
    ),
    pytest.param("<short-instructions>Read.", "3: warning: <short-instructions> is never closed", id="region never closed"),
    pytest.param("<b>Read.", "3: warning: <b> is never closed", id="formatting never closed"),
    pytest.param("Read.</div>", "3: warning: </div> closes nothing", id="end tag of nothing"),
    pytest.param(
        "<tr><td>a</td></tr>",
        ["3: warning: browsers drop this <td>: it may not stand here", "3: warning: browsers drop this <tr>: it may not stand here"],
        id="row without a table",
    ),
    pytest.param(
        "<p><short-instructions><div>Read.</div></short-instructions></p>",
        "3: warning: browsers close <short-instructions> before <div> of line 3, which may not stand in it or around it",
        id="region that is cut off",
    ),
    pytest.param('<p class="a" class="b"></p>', "3: warning: <p> has class twice: browsers drop the second", id="attribute twice"),
    pytest.param('<p title="a"b"></p>', '3: warning: <p> has an attribute b": a quote is missing or too many', id="stray quote"),
    pytest.param(
        '<p title="a>\n<crowd-input name=b></crowd-input>',
        "3: error: the tag that starts here never ends: browsers drop all that follows",
        id="quote that drops an element",
    ),
    pytest.param(
        "<!-- <p>a</p>", "3: warning: the comment that starts here never ends: browsers drop all that follows", id="comment never ends"
    ),
]

SOURCES = [
    pytest.param(
        '<img src="s3://bucket/example.png">',
        '3: error: src of <img>: no browser loads s3:// addresses: {{ "s3://..." | grant_read_access }}',
        id="S3 address",
    ),
    pytest.param(
        '<img src="{{ task.input.taskObject }}">',
        "3: warning: src of <img>: task.input.taskObject may be an S3 URI, which no browser loads: add | grant_read_access",
        id="object of an unknown task",
    ),
    pytest.param(
        '<script src="http://example.com/a.js"></script>',
        "3: warning: http://example.com/a.js: the worker portal is https, where browsers block what comes over http",
        id="script over http",
    ),
    pytest.param(
        '<link rel="stylesheet" href="http://example.com/a.css">',
        "3: warning: http://example.com/a.css: the worker portal is https, where browsers block what comes over http",
        id="style over http",
    ),
    pytest.param(
        '<script src="https://assets.crowd.aws/crowd-html-elements.jss"></script>',
        "3: warning: script https://assets.crowd.aws/crowd-html-elements.jss: AWS serves the crowd elements as "
        "https://assets.crowd.aws/crowd-html-elements.js",
        id="script under another name",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), LIQUID + ELEMENTS + HTML + SOURCES)
def test_a_finding(lines: str, expected: str | list[str]) -> None:
    assert found(page(lines)) == ([expected] if isinstance(expected, str) else expected)


def test_a_template_needs_a_form() -> None:
    message = "1: error: no <crowd-form>: nothing of what workers answer can be submitted"
    assert found(SCRIPT + CLASSIFIER) == [message]
    assert found("") == [message]
    by_code = SCRIPT + "<script>document.body.append(document.createElement('crowd-form'))</script>"
    assert found(by_code) == [message.replace("error", "warning")]
    in_parts = SCRIPT + "<template><crowd-form>1</crowd-form></template><crowd-form>2</crowd-form>"
    assert found(in_parts) == []


def test_a_second_form_beside_a_script_is_doubtful() -> None:
    message = "a second <crowd-form>: a page has exactly one, and the first is on line 2"
    assert found(page("<crowd-form></crowd-form>", "<script>keepOne()</script>")) == [f"3: warning: {message}"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("{{#each boxes}}{{label}}{{/each}}", "Liquid: "),
        ("{{ a | json }}", "Liquid: unknown filter json, did you mean to_json?"),
        ("if (a) {{ b()", "Liquid: expected '}}', found end of file"),
    ],
)
@pytest.mark.parametrize("tag", ["<script>", '<SCRIPT type="text/x-handlebars">'])
def test_what_is_not_liquid_in_a_script_is_doubtful(code: str, message: str, tag: str) -> None:
    findings = found(page(CLASSIFIER, tag, code, "</script>"))
    assert findings
    assert all(finding.startswith(f"5: warning: {message}") for finding in findings)
    outside = found(page(CLASSIFIER, "<div>", code, "</div>"))
    assert any(finding.startswith(f"5: error: {message}") for finding in outside)


@pytest.mark.parametrize("value", ["{{ task.input.taskObject }}", "s3://bucket/example.png"])
@pytest.mark.parametrize(
    ("element", "severity"),
    [("img", "error"), ("video", "error"), ("iframe", "error"), ("crowd-input", "error"), ("my-viewer", "warning"), ("div", "warning")],
)
def test_only_what_surely_loads_an_object_has_to(element: str, severity: str, value: str) -> None:
    findings = found(page(f'<{element} name="a" src="{value}"></{element}>', BOXES), "BoundingBox")
    assert [finding.split(": ")[1] for finding in findings if "S3 URI" in finding or "s3://" in finding] == [severity]


def test_a_form_in_a_loop_is_doubtful() -> None:
    source = SCRIPT + "\n{% for a in task.input.texts %}<crowd-form></crowd-form>{% endfor %}"
    assert found(source) == ["2: warning: <crowd-form> in a loop: a page has exactly one"]


def test_the_crowd_elements_need_their_script() -> None:
    message = f"nothing defines <crowd-form>: {SCRIPT} is missing"
    assert found("<crowd-form></crowd-form>") == [f"1: error: {message}"]
    assert found('<script src="{{ task.input.script }}"></script>\n<crowd-form></crowd-form>') == [f"2: warning: {message}"]
    insecure = SCRIPT.replace("https:", "http:") + "<crowd-form></crowd-form>"
    assert found(insecure) == [
        "1: error: http://assets.crowd.aws/crowd-html-elements.js: the worker portal is https, where browsers block what comes over http",
        "1: warning: script http://assets.crowd.aws/crowd-html-elements.js: AWS serves the crowd elements as "
        "https://assets.crowd.aws/crowd-html-elements.js",
    ]


def test_a_long_template_cannot_be_previewed() -> None:
    source = page(" " * 128_000)
    assert found(source) == [f"1: warning: {len(source)} characters: RenderUiTemplate, AWS's preview, takes 128000 at most"]
    assert found(page(" " * 127_000)) == []


def test_what_code_of_the_template_may_do_is_no_error() -> None:
    unnamed = '<crowd-classifier header="a"></crowd-classifier><script>setUp()</script>'
    assert found(page(unnamed)) == [
        "3: warning: <crowd-classifier> has no categories: there is nothing to choose from",
        "3: warning: <crowd-classifier> has no name: its answer is in no result",
    ]
    misspelled = "<crowd-slidr></crowd-slidr><script src='https://example.com/elements.js'></script>"
    assert found(page(misspelled)) == ["3: warning: unknown element <crowd-slidr>, did you mean <crowd-slider>?"]


def test_answers_outside_of_the_form_are_not_submitted() -> None:
    source = page(CLASSIFIER) + '\n<crowd-input name="late"></crowd-input>'
    assert found(source) == ["5: warning: <crowd-input> is outside of <crowd-form>: its answer is not submitted"]


KEYS = [
    ("TextMultiClass", "source", "warning: task.input.source: TextMultiClass gives task.input.taskObject and task.input.labels"),
    (
        "AdjustmentBoundingBox",
        "boxes",
        "warning: task.input.boxes: AdjustmentBoundingBox gives task.input.taskObject and task.input.labels and task.input.manifestLine",
    ),
    (
        "TextMultiClass",
        "header",
        "warning: task.input.header is in AWS's starter templates, but not documented for TextMultiClass: "
        "write the header into the template",
    ),
    (
        "BoundingBox",
        "manifestLine",
        "warning: task.input.manifestLine is documented for adjustments and verifications, not for BoundingBox",
    ),
]


@pytest.mark.parametrize(("task_type", "key", "expected"), KEYS)
def test_a_key_that_the_built_in_function_does_not_give(task_type: str, key: str, expected: str) -> None:
    element = BOXES if "BoundingBox" in task_type else CLASSIFIER
    assert found(page(element, f"{{{{ task.input.{key} }}}}"), task_type) == [f"4: {expected}"]
    assert found(page(element, f"{{{{ task.input.{key} }}}}")) == []


@pytest.mark.parametrize(
    "use",
    [
        "{{ task.input.source | default: 'none' }}",
        "{% if task.input.source %}{{ task.input.source }}{% endif %}",
        "{% for text in task.input.source %}{{ text }}{% endfor %}",
    ],
)
def test_a_key_within_a_condition_is_doubtful_too(use: str) -> None:
    findings = found(page(CLASSIFIER + "{{ task.input.taskObject }}", use), "TextMultiClass")
    assert findings == ["4: warning: task.input.source: TextMultiClass gives task.input.taskObject and task.input.labels"]


def test_without_a_function_the_task_is_the_manifest_line() -> None:
    source = page(CLASSIFIER, "{{ task.input.taskObject }} {{ task.input.source }} {{ task.input.anything }}")
    message = "task.input.taskObject: without a pre-annotation function it is the manifest's line, with source or source-ref"
    assert found(source, pre_annotation=False) == [f"4: warning: {message}"]
    assert found(source, pre_annotation=True) == []
    assert found(source, "PassThrough") == []


@pytest.mark.parametrize("variable", ["task.input.taskObject", "task.input.source-ref", "task.input['source-ref']"])
@pytest.mark.parametrize("filters", ["", " | escape", " | skip_autoescape"])
def test_objects_in_s3_need_read_access(variable: str, filters: str) -> None:
    source = page(f"<img src={{{{ {variable}{filters} }}}}>")
    name = variable.replace("['", ".").replace("']", "")
    message = f"error: src of <img>: {name} is an S3 URI, which no browser loads: add | grant_read_access"
    assert f"3: {message}" in found(source, "ImageMultiClass")
    assert (f"3: {message}" in found(source, pre_annotation=False)) == ("source-ref" in variable)
    assert not any("S3" in finding for finding in found(source, "TextMultiClass"))


def test_the_consolidation_reads_the_answer_of_one_element() -> None:
    assert found(page(CLASSIFIER), "BoundingBox") == [
        "3: error: <crowd-classifier> answers: the consolidation of BoundingBox reads the answer of <crowd-bounding-box>"
    ]
    assert found(page("<p>Nothing</p>"), "TextMultiClass") == [
        "2: error: nothing answers: the consolidation of TextMultiClass reads the answer of <crowd-classifier>"
    ]
    assert found(page(BOXES), "VerificationBoundingBox") == [
        "3: error: <crowd-bounding-box> answers: the consolidation of VerificationBoundingBox reads the answer of <crowd-image-classifier>"
    ]
    assert found(page(CLASSIFIER, "<script>answer()</script>"), "BoundingBox") == [
        "3: warning: <crowd-classifier> answers: the consolidation of BoundingBox reads the answer of <crowd-bounding-box>"
    ]
    assert found(page(CLASSIFIER, '<input name="note">'), "TextMultiClass") == [
        "4: warning: <input> answers too: the consolidation of TextMultiClass reads the answer of one <crowd-classifier>"
    ]
    assert found(page(CLASSIFIER, '<input name="note">')) == []


def test_labels_are_those_of_the_job() -> None:
    source = page(CLASSIFIER)
    assert found(source, "TextMultiClass", ["web", "data"]) == []
    assert found(source, "TextMultiClass", ["web", "sport", "art"]) == [
        "3: error: 'data' in categories of <crowd-classifier> is no label of the job: web, sport, art",
        "3: warning: categories of <crowd-classifier> lacks labels of the job: sport, art",
    ]
    assert found(source, None, ["web"]) == ["3: warning: 'data' in categories of <crowd-classifier> is no label of the job: web"]
    assert found(source, "PassThrough", ["web"]) == ["3: warning: 'data' in categories of <crowd-classifier> is no label of the job: web"]
    assert found(source, "TextMultiClass") == []


def test_labels_of_other_questions_are_their_own() -> None:
    other = """<crowd-image-classifier-multi-select name="q" src="https://example.com/a.png" categories="['dark']" header="Is it?">
        </crowd-image-classifier-multi-select>"""
    assert not any("label" in finding for finding in found(page(CLASSIFIER, other), "TextMultiClass", ["web", "data"]))
    assert found(page(CLASSIFIER, other), None, ["sport"]) == []


def test_a_link_is_followed_or_not() -> None:
    source = page('<a href="s3://bucket/a.png">a</a><a href="{{ task.input.source-ref }}">b</a>')
    assert found(source, pre_annotation=False) == [
        '3: warning: href of <a>: no browser loads s3:// addresses: {{ "s3://..." | grant_read_access }}',
        "3: warning: href of <a>: task.input.source-ref is an S3 URI, which no browser loads: add | grant_read_access",
    ]


def test_every_mistake_is_found_at_once() -> None:
    source = page("{{ a | zzz }}{% fro %}", "{{ b c }}", '<img src="s3://b/c">', "<crowd-boundng-box></crowd-boundng-box>")
    assert [finding.partition(": ")[0] for finding in found(source)] == ["3", "3", "4", "5", "6"]


def test_lines_are_counted_as_editors_do() -> None:
    source = page("<p>", "{{ a | zzz }}").replace("\n", "\r\n")
    assert found("\ufeff" + source) == ["4: error: Liquid: unknown filter zzz"]
    assert found(source.replace("\r\n", "\r")) == ["4: error: Liquid: unknown filter zzz"]
