"""What the lifecycles share about AWS: clients, errors, properties by service model, ownership tags, waiting, retrying."""
