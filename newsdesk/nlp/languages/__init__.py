"""One package a language: its rules, its lexicons, its names."""
