"""Page templates and the widget templates that replace deform's."""
