"""Claims without a frame: reports that go on, hearsay, speech acts summed up."""
