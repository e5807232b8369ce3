package dev.cofferdam.scan;

import dev.cofferdam.scan.files.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ways to reach a column that this repository uses and that are not followed yet. Named, because silence would read as absence. */
final class UnreadLibraries {
    /** What a file says when it uses the library, and the library's name. */
    private static final Map<String, String> BY_IMPORT = new LinkedHashMap<>();

    static {
        BY_IMPORT.put("import io.ebean.", "Ebean");
    }

    private UnreadLibraries() {}

    /** One note for each library that production code uses, with the number of its files. */
    static List<String> notes(List<SourceFile> files) {
        Map<String, Integer> count = new LinkedHashMap<>();
        for (SourceFile file : files) {
            if (file.isTest()) {
                continue;
            }
            BY_IMPORT.entrySet().stream()
                    .filter(library -> file.isJava() && file.mentions(library.getKey()))
                    .map(Map.Entry::getValue)
                    .distinct()
                    .forEach(library -> count.merge(library, 1, Integer::sum));
        }
        List<String> notes = new ArrayList<>();
        count.forEach((library, number) -> notes.add(library + " in " + number + (number == 1 ? " file" : " files")
                + ": not followed yet, beyond the SQL strings in it; look there by hand"));
        return notes;
    }
}
