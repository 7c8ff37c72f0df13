"""What reading a content file of any kind takes: YAML that knows its lines, errors that say what to do, languages."""
