"""The asset checks: the stages' own rules, reported beside each asset.

Those of the three JSON documents are part of their assets: they are evaluated on the values before
they are written, so that a broken rule is seen as a failed check and replaces nothing. The
report's are checks of their own, because their answers change when the model does: the job that the
sensor requests evaluates them too.
"""

import dagster as dg

from price_assets.checkpoints import (
    CleanPrices,
    Document,
    ModelDocument,
    PriceAssetsError,
    RawPrices,
    Report,
)
from price_assets.report import review_state

from .quality_checks import (
    CLEAN_QUALITY_CHECKS,
    MODEL_QUALITY_CHECKS,
    clean_quality_checks,
    model_quality_checks,
)
from .resources import Checkpoints

_VALID = "document_valid"
_AGAINST_NAIVE = "against_naive"
_FILES_READ = "files_read"
_CONVENTIONS_DECIDED = "conventions_decided"


def _spec(kind: type[Document], name: str, description: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(name=name, asset=kind.KIND, blocking=True, description=description)


def _table_specs(kind: type[Document]) -> list[dg.AssetCheckSpec]:
    return [_spec(kind, name, rule.__doc__ or "") for name, rule in kind.RULES.items()]


RAW_CHECKS = [
    *_table_specs(RawPrices),
    dg.AssetCheckSpec(
        name=_FILES_READ,
        asset=RawPrices.KIND,
        description="Every file of the landing zone could be read as prices.",
    ),
]
CLEAN_CHECKS = [
    *_table_specs(CleanPrices),
    dg.AssetCheckSpec(
        name=_CONVENTIONS_DECIDED,
        asset=CleanPrices.KIND,
        description="No decision was taken by default where the other choice would make prices "
        "a thousand times larger or smaller.",
    ),
    *CLEAN_QUALITY_CHECKS,
]
MODEL_CHECKS = [
    _spec(
        ModelDocument,
        _VALID,
        " ".join(rule.__doc__ or "" for rule in ModelDocument.RULES.values()),
    ),
    dg.AssetCheckSpec(
        name=_AGAINST_NAIVE,
        asset=ModelDocument.KIND,
        description="On unseen rows the error is not larger than that of the naive forecast.",
    ),
    *MODEL_QUALITY_CHECKS,
]


def raw_checks(document: RawPrices) -> list[dg.AssetCheckResult]:
    """Hold the raw table against each of its rules, and tell of files set aside."""
    refused = [source for source in document.sources if source.error is not None]
    return [
        *table_checks(document),
        dg.AssetCheckResult(
            asset_key=RawPrices.KIND,
            check_name=_FILES_READ,
            passed=not refused,
            severity=dg.AssetCheckSeverity.WARN,
            description="; ".join(str(source.error) for source in refused),
            metadata={"set_aside": [source.source for source in refused]},
        ),
    ]


def clean_checks(document: CleanPrices) -> list[dg.AssetCheckResult]:
    """Hold the clean table against each of its rules, and tell of doubts about its values."""
    doubts = [(source.source, doubt) for source in document.sources for doubt in source.doubts]
    grave = [f"{name}: {doubt.sentence}" for name, doubt in doubts if doubt.thousandfold]
    rules = table_checks(document)
    # A table that breaks a rule is not put in place, and cannot be looked over.
    sound = all(rule.passed for rule in rules)
    return [
        *rules,
        dg.AssetCheckResult(
            asset_key=CleanPrices.KIND,
            check_name=_CONVENTIONS_DECIDED,
            passed=not grave,
            severity=dg.AssetCheckSeverity.WARN,
            description="; ".join(grave),
            metadata={"doubts": [f"{name}: {doubt.sentence}" for name, doubt in doubts]},
        ),
        *(clean_quality_checks(document) if sound else []),
    ]


def table_checks(document: RawPrices | CleanPrices) -> list[dg.AssetCheckResult]:
    """Hold a table document against each of its rules."""
    broken = document.broken_rules()
    return [
        dg.AssetCheckResult(
            asset_key=document.KIND,
            check_name=name,
            passed=name not in broken,
            description="; ".join(broken.get(name, [])),
        )
        for name in document.RULES
    ]


def model_checks(document: ModelDocument) -> list[dg.AssetCheckResult]:
    """Hold a model document against its rules together, and against the naive forecast."""
    broken = document.broken_rules()
    metrics = document.metrics
    figures = {
        "mae": metrics.mae,
        "mae_naive": metrics.mae_naive,
        "skill": metrics.skill,
        "p_value": metrics.p_value,
    }
    return [
        dg.AssetCheckResult(
            asset_key=ModelDocument.KIND,
            check_name=_VALID,
            passed=not broken,
            description="; ".join(f"{name}: {problems[0]}" for name, problems in broken.items()),
        ),
        dg.AssetCheckResult(
            asset_key=ModelDocument.KIND,
            check_name=_AGAINST_NAIVE,
            passed=not metrics.worse_than_naive,
            severity=dg.AssetCheckSeverity.WARN,
            description=metrics.verdict,
            metadata={name: value for name, value in figures.items() if value is not None},
        ),
        *model_quality_checks(document),
    ]


@dg.asset_check(asset="report", additional_deps=["model"])
def made_from_current_model(checkpoints: Checkpoints) -> dg.AssetCheckResult:
    """The report, where one has been asked for, is about the model that is there now."""
    folder = checkpoints.folder
    if not folder.exists(Report):
        return dg.AssetCheckResult(passed=True, description="no report has been asked for yet")
    about, model = folder.read(Report).model_checksum, folder.read(ModelDocument).checksum
    return dg.AssetCheckResult(
        passed=about == model,
        severity=dg.AssetCheckSeverity.WARN,
        description=""
        if about == model
        else "the model has changed since this report was written; materialize report again",
        metadata={"report is about": about or "no model", "model is": model},
    )


@dg.asset_check(asset="report", additional_deps=["model"])
def reviewed_by_a_person(checkpoints: Checkpoints) -> dg.AssetCheckResult:
    """A person has commented on the model that is there now, and marked it as reviewed."""
    folder = checkpoints.folder
    if not folder.exists(Report):
        return dg.AssetCheckResult(passed=True, description="no report has been asked for yet")
    checksum = folder.read(ModelDocument).checksum
    try:
        commentary = checkpoints.commentary()
    except PriceAssetsError as error:
        return dg.AssetCheckResult(
            passed=False, severity=dg.AssetCheckSeverity.WARN, description=str(error)
        )
    return dg.AssetCheckResult(
        passed=commentary is not None and commentary.reviewed and commentary.is_about(checksum),
        severity=dg.AssetCheckSeverity.WARN,
        description=review_state(commentary, checksum),
        metadata={
            "words are about": (commentary and commentary.about) or "no model",
            "model is": checksum,
        },
    )


REPORT_CHECKS = [made_from_current_model, reviewed_by_a_person]
