"""Sign and seal PDF files, and judge the signatures of others."""
