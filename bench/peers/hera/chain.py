"""A chain of one script's tasks in Hera: python chain.py OUT.yaml TASKS"""

import sys
from pathlib import Path

from hera.workflows import DAG, WorkflowTemplate, script


@script(image="chain:1")
def add(to: int):
    print(to + 1)


with WorkflowTemplate(name="chain", entrypoint="main") as chain:
    with DAG(name="main"):
        task = add(name="add-1", arguments={"to": 0})
        for step in range(1, int(sys.argv[2])):
            following = add(name=f"add-{step + 1}", arguments={"to": task.result})
            task >> following
            task = following

Path(sys.argv[1]).write_text(chain.to_yaml())
