"""Read the data rooms (workflows, forms, templates) into domain objects."""
