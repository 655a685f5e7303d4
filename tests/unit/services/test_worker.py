"""The worker goes on whatever happens to one paper, and takes back what a killed one had in hand."""

from __future__ import annotations

from jiuji_docs.services.worker import Worker


class Press:
    """A press whose answers are given: an exception is raised, anything else returned."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.calls: list[str] = []
        self.worker = Worker(self)  # type: ignore[arg-type]
        self.worker.wake()

    def reclaim(self) -> None:
        """Answer as told."""
        self._answer("reclaim")

    def run_one(self) -> bool:
        """Answer as told; the last answer also tells the worker to stop."""
        return bool(self._answer("run_one"))

    def _answer(self, call: str) -> object:
        self.calls.append(call)
        answer = self.answers.pop(0)
        if not self.answers:
            self.worker.request_stop()
        self.worker.wake()
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_lost_jobs_are_taken_back_once_before_the_first_paper() -> None:
    press = Press(None, 1, 1, 0)

    press.worker.run()

    assert press.calls == ["reclaim", "run_one", "run_one", "run_one"]


def test_a_database_that_is_away_at_the_start_is_asked_again() -> None:
    press = Press(OSError("away"), OSError("still away"), None, 0)

    press.worker.run()

    assert press.calls == ["reclaim", "reclaim", "reclaim", "run_one"]


def test_a_paper_that_breaks_does_not_stop_the_next() -> None:
    press = Press(None, ValueError("broken"), 1, 0)

    press.worker.run()

    assert press.calls == ["reclaim", "run_one", "run_one", "run_one"]
