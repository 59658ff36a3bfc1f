"""Every page, state, dialog, strip and popup of the window by name: the tour draws them, the audit walks over them."""
