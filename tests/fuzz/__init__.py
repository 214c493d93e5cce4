"""Any text at all to what must hold of it: the laws, texts to try them on, and a fuzzer that looks for others."""
