"""bench/pipelines/small.ts in Hera: python small.py OUT.yaml"""

import sys
from pathlib import Path

from hera.workflows import DAG, Artifact, Parameter, WorkflowTemplate, script


@script(image="small:1", inputs=[Parameter(name="rows")], outputs=[Artifact(name="examples", path="/tmp/examples")])
def ingest(rows: int):
    pass


@script(
    image="small:1",
    inputs=[Artifact(name="examples", path="/tmp/examples"), Parameter(name="rate")],
    outputs=[Artifact(name="model", path="/tmp/model")],
)
def train(rate: float):
    pass


@script(
    image="small:1",
    inputs=[Artifact(name="examples", path="/tmp/examples"), Artifact(name="model", path="/tmp/model")],
)
def evaluate():
    print(0.9)


@script(image="small:1", inputs=[Artifact(name="model", path="/tmp/model"), Parameter(name="auc")])
def publish(auc: float):
    pass


with WorkflowTemplate(name="small", entrypoint="main", arguments=[Parameter(name="rows", value="1000")]) as small:
    with DAG(name="main"):
        ingested = ingest(arguments={"rows": "{{workflow.parameters.rows}}"})
        examples = ingested.get_artifact("examples")
        trained = train(arguments=[examples, Parameter(name="rate", value="0.1")])
        model = trained.get_artifact("model")
        evaluated = evaluate(arguments=[examples, model])
        published = publish(
            arguments=[model, Parameter(name="auc", value=evaluated.result)],
            when=f"{evaluated.result} > 0.8",
        )
        ingested >> trained >> evaluated >> published
        ingested >> evaluated
        trained >> published

Path(sys.argv[1]).write_text(small.to_yaml())
