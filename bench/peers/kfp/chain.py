"""A chain of one component's tasks in Kubeflow Pipelines: python chain.py OUT.yaml TASKS"""

import sys

from kfp import compiler, dsl


@dsl.component(base_image="chain:1")
def add(to: int) -> int:
    return to + 1


@dsl.pipeline(name="chain")
def chain():
    task = add(to=0)
    for _ in range(1, int(sys.argv[2])):
        task = add(to=task.output)


compiler.Compiler().compile(chain, sys.argv[1])
