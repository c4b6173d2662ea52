package minutes

type scope map[string]any
