"""The screens: strangers to each other, routed by the app."""
