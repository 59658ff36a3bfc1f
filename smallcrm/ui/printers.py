"""Printers: what works in the worker has one of its own, and the next dialog another that is set the same."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo


def named(name: str) -> QPrinter:
    """Give the printer of that name, else the system's own."""
    found = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
    mode = QPrinter.PrinterMode.HighResolution
    return QPrinter(mode) if found.isNull() else QPrinter(found, mode)


def like(printer: QPrinter) -> QPrinter:
    """Give another printer that is set as this one; what is done with either does not touch the other."""
    made = named(printer.printerName())
    made.setOutputFormat(printer.outputFormat())
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        made.setOutputFileName(printer.outputFileName())
    made.setDocName(printer.docName())
    made.setResolution(printer.resolution())
    made.setPageLayout(printer.pageLayout())
    made.setColorMode(printer.colorMode())
    made.setDuplex(printer.duplex())
    made.setPaperSource(printer.paperSource())
    made.setPageOrder(printer.pageOrder())
    made.setCollateCopies(printer.collateCopies())
    made.setCopyCount(printer.copyCount())
    made.setPrintRange(printer.printRange())
    made.setFromTo(printer.fromPage(), printer.toPage())
    return made


def begin(printer: QPrinter) -> None:
    """Set what holds for one print alone as it is at first: all pages, one copy."""
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setFromTo(0, 0)
    printer.setCopyCount(1)
