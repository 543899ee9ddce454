"""The crowd HTML elements.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-reference.html and the page of each element there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Known = Literal["documented", "a2i", "samples"]
"""The source of an element: the documentation; that of Amazon Augmented AI alone; nothing but AWS's sample templates."""

FORM = "crowd-form"
IMAGE_CLASSIFIER = "crowd-image-classifier"
WORKS_WITHOUT_FORM = "crowd-entity-annotation"
"""https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-crowd-entity-annotation.html: it submits its answer itself."""

REGIONS = (
    "classification-target",
    "detailed-instructions",
    "full-instructions",
    "negative-example",
    "positive-example",
    "short-instructions",
    "short-summary",
    "worker-comment",
)
"""Children of crowd elements that hold the content of one of their regions."""


@dataclass(frozen=True)
class CrowdElement:
    """An element of the page."""

    name: str
    answer: str | None = None
    """The content of the answer under the element's name; None when the element gives no answer."""
    needs: tuple[str, ...] = ()
    """The attributes without which it has nothing to show or to choose from, besides `name` and `header`."""
    shares_name: bool = False
    """True if the answers of several such elements of one name are merged."""
    known: Known = "documented"

    @property
    def is_annotation(self) -> bool:
        """True if it is the whole task rather than one field: its documentation requires a name and a header."""
        return bool(self.needs)

    @property
    def labels_attribute(self) -> str | None:
        """The attribute that lists the labels."""
        return next((attribute for attribute in self.needs if attribute in ("categories", "labels")), None)


_LABELED_IMAGE = ("src", "labels")

_ELEMENTS = (
    CrowdElement("crowd-alert"),
    CrowdElement("crowd-badge"),
    CrowdElement("crowd-bounding-box", answer="boundingBoxes", needs=_LABELED_IMAGE),
    CrowdElement("crowd-button"),
    CrowdElement("crowd-card"),
    CrowdElement("crowd-checkbox", answer="checked", shares_name=True),
    CrowdElement("crowd-classifier", answer="label", needs=("categories",)),
    CrowdElement("crowd-classifier-multi-select", answer="labels", needs=("categories",)),
    CrowdElement(WORKS_WITHOUT_FORM, answer="entities", needs=("text", "labels")),
    CrowdElement("crowd-fab"),
    CrowdElement(FORM),
    CrowdElement("crowd-icon-button"),
    CrowdElement(IMAGE_CLASSIFIER, answer="label", needs=("src", "categories")),
    CrowdElement("crowd-image-classifier-multi-select", answer="labels", needs=("src", "categories")),
    CrowdElement("crowd-input", answer="text"),
    CrowdElement("crowd-instance-segmentation", answer="instances", needs=_LABELED_IMAGE),
    CrowdElement("crowd-instructions"),
    CrowdElement("crowd-keypoint", answer="keypoints", needs=_LABELED_IMAGE),
    CrowdElement("crowd-line", answer="lines", needs=_LABELED_IMAGE),
    CrowdElement("crowd-modal"),
    CrowdElement("crowd-polygon", answer="polygons", needs=_LABELED_IMAGE),
    CrowdElement("crowd-polyline", answer="polylines", needs=_LABELED_IMAGE),
    CrowdElement("crowd-question-answer-generation", answer="text", known="samples"),
    CrowdElement("crowd-radio-button", answer="checked", shares_name=True),
    CrowdElement("crowd-radio-group"),
    CrowdElement("crowd-rekognition-detect-moderation-labels", answer="moderationLabels", known="a2i"),
    CrowdElement("crowd-semantic-segmentation", answer="labeledImage", needs=_LABELED_IMAGE),
    CrowdElement("crowd-slider", answer="text"),
    CrowdElement("crowd-slider-label", known="samples"),
    CrowdElement("crowd-tab"),
    CrowdElement("crowd-tabs"),
    CrowdElement("crowd-text-area", answer="text"),
    CrowdElement("crowd-text-ranking", answer="ranking", known="samples"),
    CrowdElement("crowd-textract-analyze-document", answer="blocks", known="a2i"),
    CrowdElement("crowd-toast"),
    CrowdElement("crowd-toggle-button", answer="checked", shares_name=True),
)

CROWD_ELEMENTS: Mapping[str, CrowdElement] = MappingProxyType({element.name: element for element in _ELEMENTS})
"""Every crowd element by its name."""
