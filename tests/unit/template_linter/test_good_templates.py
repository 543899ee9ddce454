"""Valid templates of every kind in Ground Truth's documentation and samples: the linter finds nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ground_truth.template_linter import lint
from ground_truth.template_linter.linter import findings
from labeling_rules.task_types import TASK_TYPES

SCRIPT = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>'


def page(body: str) -> str:
    """A whole template around the content of a form."""
    return f"{SCRIPT}\n<crowd-form>\n{body}\n</crowd-form>\n"


GOOD = {
    "no Liquid": page("""<crowd-classifier name="mood" categories="['glad', 'sad', 'other']" header="How does it sound?">
        <classification-target>What a day!</classification-target>
        <short-instructions>Choose one.</short-instructions>
        <full-instructions header="Moods">Choose the mood of the writer.</full-instructions>
        </crowd-classifier>"""),
    "a whole document": f"""<!DOCTYPE html><html lang="en"><head><title>Choose</title>{SCRIPT}
        <style>crowd-card > div {{ padding: 1em }}</style></head>
        <body><crowd-form><crowd-input name="a"></crowd-input></crowd-form></body></html>""",
    "a loop with its index": page("""<ol>{% for text in task.input.texts %}
        <li><p>{{ text.body }}</p><crowd-slider name="score-{{ forloop.index }}" min="1" max="5" pin required></crowd-slider></li>
        {% endfor %}</ol>"""),
    "boxes of another job": page("""<crowd-bounding-box name="boxes" src="{{ task.input.source-ref | grant_read_access }}"
        labels="{{ task.input.labels | to_json | escape }}" header="Correct the boxes"
        initial-value="[{% for box in task.input.manifestLine.birds.annotations %}
          {% capture class_id %}{{ box.class_id }}{% endcapture %}
          {% assign label = task.input.manifestLine.birds-metadata.class-map[class_id] %}
          { label: {{ label | to_json }}, left: {{ box.left }}, top: {{ box.top }}, width: {{ box.width }}, height: {{ box.height }} },
        {% endfor %}]"></crowd-bounding-box>"""),
    "a loop over an object": page("""<crowd-semantic-segmentation name="mask" src="{{ task.input.taskObject | grant_read_access }}"
        labels="['sky', 'sea']" header="Paint"
        initial-value="{ 'src': '{{ task.input.manifestLine.old-ref | grant_read_access }}', 'labelMappings': {
          {% for class in task.input.manifestLine.old-ref-metadata.internal-color-map %}
            {% if class[1]['class-name'] != 'BACKGROUND' %}
              {{ class[1]['class-name'] | to_json }}: { 'color': {{ class[1]['hex-color'] | to_json }} },
            {% endif %}
          {% endfor %} } }"></crowd-semantic-segmentation>"""),
    "text that is HTML": page("""<crowd-instructions link-text="Help"><short-summary>{{ "<b>Hi</b>" | skip_autoescape }}</short-summary>
        <detailed-instructions>{{ task.input.more | escape_once }}</detailed-instructions></crowd-instructions>
        <crowd-text-area name="summary" rows="4" max-length="200"></crowd-text-area>"""),
    "an address of the template": page("""{% assign url = task.input.taskObject | grant_read_access %}
        <img src="{{ url }}"><img src={{ task.input.image | grant_read_access }} alt="">
        <img src="https://example.com/{{ task.input.taskObject }}"><crowd-input name=caption required></crowd-input>"""),
    "one of two elements": page("""{% if task.input.single %}
        <crowd-classifier name="c" categories="['a','b']" header="One">
        {% else %}
        <crowd-classifier-multi-select name="c" categories="['a','b']" header="Any" exclusion-category="{ text: 'None' }">
        {% endif %}
        <classification-target>{{ task.input.text }}</classification-target>
        {% if task.input.single %}</crowd-classifier>{% else %}</crowd-classifier-multi-select>{% endif %}"""),
    "one of two forms": f"""{SCRIPT}{{% case task.input.kind %}}{{% when 'a' %}}<crowd-form class="a"><crowd-input name="x"></crowd-input>
        </crowd-form>{{% else %}}<crowd-form><crowd-text-area name="x"></crowd-text-area></crowd-form>{{% endcase %}}""",
    "attributes by Liquid": page("""<input type="text" {{ task.input.attributes }}
        name="{{ task.input.name }}" {% if task.input.a %}readonly{% endif %}>
        <p class="{% if a %}b{% else %}c{% endif %}" style='color: {{ task.input.color }}'>d</p>
        <crowd-polygon {{ task.input.settings }}></crowd-polygon>"""),
    "own code": page("""<div id="picture"></div>""")
    + """<script>
          // {% raw %}{{ nothing of Liquid }}{% endraw %}
          const texts = {{ task.input.texts | to_json }};
          document.querySelector('crowd-form').onsubmit = event => { if (texts.length < 1 && "</p>" > '<b') event.preventDefault(); };
          document.addEventListener('all-crowd-elements-ready', () => { picture.innerHTML = '<crowd-input name="a"></crowd-input>'; });
        </script>""",
    "code of others": page("""<crowd-2d-skeleton imgSrc="{{ task.input.taskObject | grant_read_access }}"></crowd-2d-skeleton>
        <button type="button">Draw</button>""").replace("crowd-2d-skeleton", "my-skeleton")
    + '<script src="https://example.com/draw.js" integrity="sha384-x" crossorigin="anonymous"></script>',
    "comments": page("""<!-- <crowd-form> --><!--[if IE]><p>Old<![endif]--><![if !IE]><crowd-input name="a"></crowd-input><![endif]>
        {% comment %}<crowd-form>{% comment %}{{ x | | y }}{% endcomment %}{% endcomment %}"""),
    "void elements and open items": page("""<ul><li>One<li>Two</ul><p>a<p>b<br>c<hr/><img src="https://example.com/a.png" alt="a"/>
        <table><tr><td>1<td>2<tr><th>3</table><select name="s"><option>1<option selected>2</select><dl><dt>a<dd>b</dl>
        <input name="note" type=text><textarea name="t"><b></textarea>
        <svg viewBox="0 0 1 1"><path d="M0 0"/><g><circle r="1"/></g></svg>"""),
    "a table of rows": page("""<table><tbody>{% for row in task.input.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
        {% endfor %}</tbody></table><crowd-radio-group><crowd-radio-button name="r" value="y">Y</crowd-radio-button>
        <crowd-radio-button name="r" value="n">N</crowd-radio-button></crowd-radio-group>
        <crowd-checkbox name="q" value="a">A</crowd-checkbox><crowd-checkbox name="q" value="b">B</crowd-checkbox>"""),
    "video": page("""<crowd-classifier name="c" categories="['a', 'b']" header="Watch"><classification-target>
        <video controls width="100%"/><source src="{{ task.input.taskObject | grant_read_access }}" type="video/mp4"/>Sorry.</video>
        </classification-target></crowd-classifier>"""),
    "named entities": f"""{SCRIPT}<crowd-entity-annotation name="entities" header="Mark them" text="{{{{ task.input.taskObject }}}}"
        labels="[{{'label': 'person', 'shortDisplayName': 'per'}}, {{label: 'date',}}]"></crowd-entity-annotation>""",
    "tabs, cards and a button": page("""<crowd-tabs><crowd-tab header="One"><crowd-card heading="a" image="https://example.com/a.png">
        <crowd-input name="a"></crowd-input></crowd-card></crowd-tab></crowd-tabs><crowd-alert type="info" dismissible>Look.</crowd-alert>
        <crowd-button form-action="submit" variant="primary">Send</crowd-button>"""),
    "the second version of the elements": page('<crowd-input name="a"></crowd-input>').replace("elements.js", "elements-v2.js"),
    "Liquid of many kinds": page("""{%- unless task.input.done -%}{{- task.input.texts | size | minus: 1 | at_least: 0 -}}{%- endunless -%}
        {% tablerow a in task.input.texts cols:2 limit:4 %}{{ a | truncate: 20, '...' | upcase }}{% endtablerow %}
        {% for i in (1..task.input.count) reversed %}{% if forloop.first and i > 2 or i contains 'x' %}{% break %}{% endif %}
        {% cycle 'a', 'b' %}
        {% else %}none{% endfor %}{% increment counter %}{{ task.input.texts[0].name | default: 'nobody' }}{{ task.input['a key'] }}
        {{ 'now' | date: '%Y' }}{{ "a" | append: ".png" | url_encode }}{% ifchanged %}{{ a }}{% endifchanged %}"""),
}


@pytest.mark.parametrize("source", GOOD.values(), ids=GOOD.keys())
def test_nothing_is_found_in_what_works(source: str) -> None:
    assert [str(finding) for finding in lint(source)] == []


@pytest.mark.parametrize("pre_annotation", [True, False])
@pytest.mark.parametrize("source", GOOD.values(), ids=GOOD.keys())
def test_no_error_is_found_in_what_a_custom_job_may_have(source: str, pre_annotation: bool) -> None:
    found = lint(source, pre_annotation=pre_annotation, labels=["a", "b"])
    assert not [str(finding) for finding in found if finding.severity == "error"]


def test_built_in_tasks_take_any_element_of_the_same_answer_under_any_name() -> None:
    classifier = page("""<img src="{{ task.input.taskObject | grant_read_access }}" alt="">
        <crowd-classifier name="any" categories="{{ task.input.labels | to_json }}" header="Choose"></crowd-classifier>""")
    assert lint(classifier, task_type=TASK_TYPES["ImageMultiClass"], labels=["a", "b"]) == []
    assert lint(classifier, task_type=TASK_TYPES["VerificationBoundingBox"]) == []


def test_a_template_is_linted_once() -> None:
    before = findings.cache_info()
    source = page("<p>Linted many times</p>")
    for _ in range(100):
        lint(source, labels=["a"])
    after = findings.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 99)


FRAGMENTS = [
    *"<>/\"'=-!{}%|[]\n &;",
    "{{ ",
    " }}",
    "{% if a %}",
    "{% else %}",
    "{% endif %}",
    "{% for a in b %}",
    "{% endfor %}",
    "{% raw %}",
]
FRAGMENTS += [
    "<crowd-form>",
    "</crowd-form>",
    "<crowd-input",
    " name=",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<table>",
    "<td>",
    "<p>",
    "</p>",
]
FRAGMENTS += [
    "labels=\"['a']\"",
    "task.input.taskObject",
    "{% comment %}",
    "{% endcomment %}",
    "<![",
    "<?",
    "<svg>",
    "</",
    "<template>",
    "a",
]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join))
# The first linted template waits for the parsers' import.
@settings(deadline=None)
def test_nothing_is_raised_whatever_the_template(source: str) -> None:
    for finding in lint(source, task_type=TASK_TYPES["TextMultiClass"], labels=["a"]):
        assert 1 <= finding.line <= source.count("\n") + source.count("\r") + 1
