"""Record scheduled duties, remind of them, report on them (定期任务)."""
