"""Show a flow to people and to other engines: one neutral chart, and each way of writing it (流程图)."""
