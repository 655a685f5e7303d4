"""Speak Core on one connection that commits with its transaction manager, and not otherwise (会话)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Result, RootTransaction
from transaction import TransactionManager
from zope.sqlalchemy import ZopeTransactionEvents

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class CoreSession:
    """What repositories write through (see ADR 20).

    A connection is taken when something is first asked; from then on zope.sqlalchemy's data manager
    ends its transaction together with the manager's. There is no ``commit`` and no ``add`` here:
    rows are written by statements only, and a statement cannot be forgotten as an unflushed object can.
    """

    #: What zope.sqlalchemy asks of a session: nothing waits for a flush, nothing grows stale.
    twophase = False
    expire_on_commit = False

    def __init__(self, engine: Engine, tm: TransactionManager, *, write: bool) -> None:
        self._engine = engine
        # zope.sqlalchemy rolls back what is only "active": every write is to count from the start.
        self._joining = ZopeTransactionEvents("changed" if write else "active", tm)
        self._connection: Connection | None = None

    def connection(self) -> Connection:
        """Return the connection of this unit of work, its transaction begun and joined."""
        return self._connection or self._open()

    def execute(self, statement: Executable, parameters: Parameters = None) -> Result[Any]:
        """Carry out one statement, or one for each of several sets of parameters."""
        return self.connection().execute(statement, parameters)

    def get_bind(self) -> Engine:
        """Return the engine, without opening anything."""
        return self._engine

    def get_transaction(self) -> RootTransaction | None:
        """Return the database's transaction that the data manager is to end."""
        known = self._connection
        return None if known is None else known.get_transaction()

    def flush(self) -> None:
        """Do nothing: statements are carried out at once."""

    def close(self) -> None:
        """Give the connection back; what was not committed is rolled back."""
        known, self._connection = self._connection, None
        if known is None:
            return
        ended = known.get_transaction()
        if ended is not None and not ended.is_active:
            # Its commit failed, and SQLite leaves such a transaction open in the driver.
            known.invalidate()
        known.close()

    def _open(self) -> Connection:
        connection = self._engine.connect()
        try:
            connection.begin()
            self._connection = connection
            self._joining.join_transaction(self)
        except BaseException:
            self._connection = None
            connection.close()
            raise
        return connection
