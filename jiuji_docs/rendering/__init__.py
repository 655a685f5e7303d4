"""Turn sheets and official documents into PDF and DOCX."""
