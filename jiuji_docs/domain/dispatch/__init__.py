"""Judge who may do what with an official document on its way, and why not (公文办理规则)."""
