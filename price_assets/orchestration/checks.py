"""The asset checks: the stages' own rules, reported beside each asset."""

from collections.abc import Iterator

import dagster as dg

from price_assets.checkpoints import CleanPrices, Document, ModelDocument, RawPrices, Report


def _rule_specs(kind: type[Document]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            name=name, asset=kind.KIND, blocking=True, description=(rule.__doc__ or "").strip()
        )
        for name, rule in kind.RULES.items()
    ]


def _rule_results(document: Document) -> Iterator[dg.AssetCheckResult]:
    broken = document.broken_rules()
    for name in document.RULES:
        problems = broken.get(name, [])
        yield dg.AssetCheckResult(
            asset_key=document.KIND,
            check_name=name,
            passed=not problems,
            description="; ".join(problems),
        )


@dg.multi_asset_check(specs=_rule_specs(RawPrices))
def prices_raw_rules(prices_raw: RawPrices) -> Iterator[dg.AssetCheckResult]:
    """Hold prices_raw.json against the rules that ingest keeps."""
    yield from _rule_results(prices_raw)


@dg.multi_asset_check(specs=_rule_specs(CleanPrices))
def prices_clean_rules(prices_clean: CleanPrices) -> Iterator[dg.AssetCheckResult]:
    """Hold prices_clean.json against the rules that clean keeps."""
    yield from _rule_results(prices_clean)


@dg.multi_asset_check(
    specs=[
        *_rule_specs(ModelDocument),
        dg.AssetCheckSpec(
            name="against_naive",
            asset=ModelDocument.KIND,
            description="On unseen rows the error is not larger than that of the naive forecast.",
        ),
    ]
)
def model_rules(model: ModelDocument) -> Iterator[dg.AssetCheckResult]:
    """Hold model.json against the rules that training keeps, and against the naive forecast."""
    yield from _rule_results(model)
    metrics = model.metrics
    yield dg.AssetCheckResult(
        asset_key=ModelDocument.KIND,
        check_name="against_naive",
        passed=not metrics.worse_than_naive,
        severity=dg.AssetCheckSeverity.WARN,
        description=metrics.verdict,
        metadata={
            name: value
            for name, value in {
                "mae": metrics.mae,
                "mae_naive": metrics.mae_naive,
                "skill": metrics.skill,
                "p_value": metrics.p_value,
            }.items()
            if value is not None
        },
    )


@dg.asset_check(asset="report", additional_ins={"model": dg.AssetIn("model")})
def made_from_current_model(report: Report, model: ModelDocument) -> dg.AssetCheckResult:
    """The report is about the model that is there now."""
    current = report.model_checksum == model.checksum
    return dg.AssetCheckResult(
        passed=current,
        severity=dg.AssetCheckSeverity.WARN,
        description=""
        if current
        else "the model has changed since this report was written; materialize report again",
        metadata={
            "report is about": report.model_checksum or "no model",
            "model is": model.checksum,
        },
    )


CHECKS = [prices_raw_rules, prices_clean_rules, model_rules, made_from_current_model]
