"""Answers that AWS was seen to give: public records, by number, and where to find them. No data of theirs is kept here."""

from collections.abc import Mapping
from types import MappingProxyType

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "IC": "aws/amazon-sagemaker-examples, `prepare_data/sm-ground_truth_annotation_consolidation_image_classification`: one whole "
        "image classification job of April 2019, 302 images with five workers each, worker responses and output manifest",
        "STZ": "stanfordnlp/stanza, `stanza/tests/data/aws_annotations.zip`: worker responses of four private workers, named entities, "
        "August 2022",
        "KOR": "YeongJun-Jeon/1to100_Korean, `output.manifest`: boxes on 404 pages and their adjustment, July 2025",
        "OCR": "tingxin/sagemaker-ocr-workshop, `output.manifest`: boxes, January 2026",
        "LEG": "aws-samples/aws-legal-entity-extraction, `output.manifest`: 296 lines of a custom job, January 2022",
        "CMP": "aws-samples/amazon-comprehend-semi-structured-documents-annotation-tools, `test/unit`: a description of a job, an event "
        "and payload of consolidation, failed objects, November 2021",
        "IPR": "iprivit/object-tracking-project: notebooks with their output, adjustment of video tracking, July and August 2020",
        "PRE": "aws/amazon-sagemaker-examples, `ground_truth_labeling_jobs/pretrained_model`: a notebook with its output, May 2019",
        "EXI": "aws/amazon-sagemaker-examples #1945: a description of a job that had a wrong worker page, January 2021",
        "TFP": "hashicorp/terraform-provider-aws, acceptance tests that run on AWS: `internal/service/sagemaker`, #20065, #20122, #20472, "
        "#27538, #39630, #46041",
        "KFP": "kubeflow/pipelines, `components/aws/sagemaker/tests/integration_tests`: a canary that ran on AWS",
        "M2C": "awslabs/media2cloud, class `GroundTruth`: reads the log of a labeling job",
        "LFV": "aws-samples/amazon-lookout-for-vision-image-augmentation-pipeline, `output.manifest`: masks, September 2022",
        "BOX": "box manifests of 2018 to 2024 in public repositories: a gluoncv logo tutorial, tfobjectdetection, a Textract pipeline, "
        "cats",
        "CLS": "classification manifests in public repositories: corals, bananas, vehicles",
    }
)

OBSERVATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "1": ("PRE", "IPR"),
        "2": ("IPR",),
        "3": ("IPR",),
        "4": ("CMP",),
        "5": ("CMP",),
        "6": ("EXI", "IPR", "CMP"),
        "7": ("EXI",),
        "8": ("IPR",),
        "9": ("EXI", "IPR"),
        "10": ("CMP", "EXI"),
        "11": ("IPR",),
        "12": ("LFV",),
        "13": ("KFP",),
        "14": ("KFP",),
        "15": ("KFP",),
        "16": ("TFP",),
        "17": ("TFP",),
        "18": ("TFP",),
        "19": ("TFP",),
        "20": ("TFP",),
        "21": ("awslabs/mlspace, `backend/test/resource_metadata/test_process_events.py`",),
        "22": ("CMP",),
        "23": ("aws-samples/amazon-comprehend-semi-structured-documents-annotation-tools #3",),
        "24": ("hashicorp/terraform-provider-aws #20472",),
        "25": ("hashicorp/terraform-provider-aws #20065",),
        "26": ("data-science-on-aws/data-science-on-aws #37",),
        "27": ("aws-samples/amazon-a2i-sample-jupyter-notebooks #43",),
        "28": ("PacktPublishing/Learn-Amazon-SageMaker-second-edition #1",),
        "29": ("awsdocs/aws-cloudformation-user-guide #462",),
        "30": ("aws-samples/amazon-a2i-sample-task-uis #8",),
        "31": ("IPR", "aws/amazon-sagemaker-examples #1294, #1305"),
        "31a": ("notes of a private project of February 2026 in a public repository",),
        "31b": ("aws/amazon-sagemaker-examples #2928",),
        "31c": ("aws/amazon-sagemaker-examples #3496, #1958",),
        "32": ("LFV", "LEG"),
        "33": ("LEG", "CMP"),
        "34": ("CMP",),
        "35": ("LEG", "CMP"),
        "36": ("KOR", "OCR", "BOX"),
        "37": ("KOR", "OCR", "BOX", "IC"),
        "38": ("KOR", "OCR", "BOX"),
        "39": ("BOX",),
        "40": ("KOR", "OCR"),
        "41": ("KOR",),
        "42": ("LFV",),
        "43": ("LFV",),
        "44": ("IPR",),
        "45": ("aws/amazon-sagemaker-examples, `video_quality_metrics/SeqLabel.json`",),
        "46": ("Amazon Comprehend developer guide, a line recorded in May 2020",),
        "47": ("IC",),
        "48": ("IC", "CLS"),
        "49": ("STZ",),
        "50": ("STZ",),
        "51": ("STZ",),
        "52": ("STZ", "IC"),
        "53": ("IC",),
        "54": ("IC",),
        "55": ("IC",),
        "56": ("CMP", "STZ", "data-science-on-aws/data-science-on-aws"),
        "57": ("STZ",),
        "58": ("aws-samples/amazon-sagemaker-bytetrack-custom-dataset, and scripts that read such files",),
        "59": ("aws/amazon-sagemaker-examples, a notebook on A2I",),
        "60": ("data-science-on-aws/data-science-on-aws, `13_Train_Reward_Model`",),
        "61": ("IC",),
        "62": ("IC",),
        "63": ("IC", "KOR", "CLS", "BOX"),
        "64": ("KOR", "OCR", "CLS"),
        "65": ("CMP", "test events in public repositories, 2018 to 2023"),
        "66": ("CMP", "aws-samples/aws-sagemaker-ground-truth-recipe"),
        "67": ("CMP",),
        "68": ("scripts of two laboratories around spoonsso/dannce",),
        "69": ("IC",),
        "70": ("IC",),
        "71": ("aws-samples/amazon-rekognition-custom-brand-detection, `source/status-updater`",),
        "72": ("M2C",),
        "73": ("developer guide, logging", "aws/amazon-sagemaker-examples, `glue_cw_worker_metrics_transform.py`"),
        "74": ("forwarders and dashboards of monitoring products in public repositories",),
        "75": ("data-science-on-aws/data-science-on-aws",),
        "76": ("VigneshSankarP/Sagemaker_Tool",),
        "77": ("AWS knowledge center, sagemaker-ground-truth-errors",),
    }
)
"""Where each observation comes from: names of SOURCES, or public references of their own."""


def sources_of(number: str) -> str:
    """The sources of an observation in one text."""
    return ", ".join(OBSERVATIONS[number])
