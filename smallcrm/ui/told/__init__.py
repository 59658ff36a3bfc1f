"""How the shop is told what is due: a line at start, a strip at the minute, the tray, the number on the window."""
