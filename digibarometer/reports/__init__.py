"""After: the result page, the PDF report and the open files. They read releases and summaries only."""
