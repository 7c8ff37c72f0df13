"""What a workshop is printed as: posters, cards, sheets and the leader's guide, from its own content.

`catalogue` lists them, `views` is where a leader finds them; each of the others gathers what one kind of paper says,
for the typst template of that name. The setting itself is `digibarometer.paper`.
"""
