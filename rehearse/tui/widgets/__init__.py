"""The parts screens are made of; they know neither screens nor the app."""
