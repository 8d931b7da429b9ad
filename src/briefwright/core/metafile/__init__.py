"""Metafiles of Windows to drawings."""
