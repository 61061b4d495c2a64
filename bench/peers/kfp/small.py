"""bench/pipelines/small.ts in Kubeflow Pipelines: python small.py OUT.yaml"""

import sys

from kfp import compiler, dsl


@dsl.component(base_image="small:1")
def ingest(rows: int, examples: dsl.Output[dsl.Artifact]):
    pass


@dsl.component(base_image="small:1")
def train(examples: dsl.Input[dsl.Artifact], rate: float, model: dsl.Output[dsl.Artifact]):
    pass


@dsl.component(base_image="small:1")
def evaluate(examples: dsl.Input[dsl.Artifact], model: dsl.Input[dsl.Artifact]) -> float:
    return 0.9


@dsl.component(base_image="small:1")
def publish(model: dsl.Input[dsl.Artifact], auc: float):
    pass


@dsl.pipeline(name="small")
def small(rows: int = 1000):
    ingested = ingest(rows=rows)
    trained = train(examples=ingested.outputs["examples"], rate=0.1)
    evaluated = evaluate(examples=ingested.outputs["examples"], model=trained.outputs["model"])
    with dsl.If(evaluated.output > 0.8):
        publish(model=trained.outputs["model"], auc=evaluated.output)


compiler.Compiler().compile(small, sys.argv[1])
