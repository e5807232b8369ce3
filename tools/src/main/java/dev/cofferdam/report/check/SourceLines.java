package dev.cofferdam.report.check;

import java.util.Optional;

/** The files that were judged, as lines. */
public interface SourceLines {
    /** The line as it stands in the file, counted from 1; empty when it cannot be read any more. */
    Optional<String> line(String file, int number);
}
