"""AWS as the lifecycles see it: clients, errors, properties by service model, ownership tags, waiting, retrying."""
