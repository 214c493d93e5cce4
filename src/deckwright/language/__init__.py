"""Words as data, a module a language."""
