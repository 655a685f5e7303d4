"""Build the WSGI application: a table of contents of what is included."""

from __future__ import annotations

from typing import Any

from pyramid.config import Configurator

from jiuji_docs.web.security.limits import BodyLimit

#: Settings that are not a matter of taste: explicit transactions, retries, and no commit on an error answer.
FIXED = {
    "tm.manager_hook": "pyramid_tm.explicit_manager",
    "tm.commit_veto": "pyramid_tm.default_commit_veto",
    "tm.annotate_user": False,
    "retry.attempts": 8,
    "pyramid.default_locale_name": "zh_Hans",
}


def main(_global_config: dict[str, str], **settings: Any) -> Any:
    """Return the application; ``jiuji.press = embedded`` also prints papers in this process."""
    with Configurator(settings={**settings, **FIXED}) as config:
        config.include("pyramid_services")
        config.include("pyramid_retry")
        config.include("pyramid_tm")
        config.include("jiuji_docs.services")
        config.include("jiuji_docs.services.funds")
        config.include("jiuji_docs.storage.session")
        config.include("jiuji_docs.web.security")
        config.include("jiuji_docs.web.pages")
        config.include("jiuji_docs.web.routes")
        config.include("jiuji_docs.web.press")
        config.scan("jiuji_docs.web.views")
        return BodyLimit(config.make_wsgi_app())
