"""A chain of ten trivial steps: python chain.py run"""

from metaflow import FlowSpec, step


class Chain(FlowSpec):
    @step
    def start(self):
        self.sum = 1
        self.next(self.add_2)

    @step
    def add_2(self):
        self.sum += 1
        self.next(self.add_3)

    @step
    def add_3(self):
        self.sum += 1
        self.next(self.add_4)

    @step
    def add_4(self):
        self.sum += 1
        self.next(self.add_5)

    @step
    def add_5(self):
        self.sum += 1
        self.next(self.add_6)

    @step
    def add_6(self):
        self.sum += 1
        self.next(self.add_7)

    @step
    def add_7(self):
        self.sum += 1
        self.next(self.add_8)

    @step
    def add_8(self):
        self.sum += 1
        self.next(self.add_9)

    @step
    def add_9(self):
        self.sum += 1
        self.next(self.end)

    @step
    def end(self):
        self.sum += 1


if __name__ == "__main__":
    Chain()
