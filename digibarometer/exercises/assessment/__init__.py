"""The self-assessment: each rates alone, the small group discusses, the whole room agrees."""
