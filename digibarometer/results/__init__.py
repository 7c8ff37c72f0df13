"""What a workshop came to: releases that passed the privacy rule, targets, and the story of today."""
