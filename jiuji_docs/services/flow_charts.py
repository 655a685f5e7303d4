"""Show the flows that run here: their pictures, and who may do what where (流程一览)."""

from __future__ import annotations

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.dossier_chart import chart_of_flow
from jiuji_docs.domain.charts.explanation import StepAt, steps_at
from jiuji_docs.domain.charts.sheet_marks import Marks
from jiuji_docs.domain.charts.sheet_svg import picture
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.services.desk import Desk


class FlowChartService:
    """Read flows as this office runs them; they hold rules, no personal data."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def names(self) -> list[tuple[str, str]]:
        """Return id and title of every flow."""
        return [
            *self.packs(),
            *((flow.id, f"公文：{flow.title}") for flow in shipped_flows().values()),
        ]

    def packs(self) -> list[tuple[str, str]]:
        """Return id and title of every pack's workflow."""
        ids = self._desk.house.pack_ids
        return [(name, self._desk.pack(name).workflow.title) for name in ids]

    def chart(self, name: str) -> Chart:
        """Return a flow's chart; NotFound when there is none of that name."""
        if name in shipped_flows():
            return chart_of_flow(shipped_flows()[name])
        if name not in self._desk.house.pack_ids:
            raise NotFound(name)
        return chart_of_pack(self._desk.pack(name))

    def pictures(self, name: str) -> list[tuple[str, str]]:
        """Return title and drawing of every route of a flow."""
        chart = self.chart(name)
        nothing = Marks({})
        return [
            (title, picture(chart, route, nothing, title=title, description=chart.title))
            for route, title in chart.routes.items()
        ]

    def who_may(self, name: str, place: str, role: str) -> tuple[StepAt, ...]:
        """Return the steps of a place, for one role or for all; NotFound for an unknown one."""
        try:
            return steps_at(self.chart(name), place, role)
        except KeyError as error:
            raise NotFound(str(error)) from error
