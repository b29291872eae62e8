"""Adapters to sound: voice, speaker, microphone, voice activity, recognisers and their models."""
