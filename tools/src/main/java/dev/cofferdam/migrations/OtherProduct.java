package dev.cofferdam.migrations;

import java.util.List;

/**
 * Files of one folder that are written for another database product, and are not judged by the rules about PostgreSQL.
 *
 * @param name of the product
 * @param folder of the files, empty for the root
 */
public record OtherProduct(String name, String folder, List<String> files) {
    public OtherProduct {
        files = List.copyOf(files);
    }

    /** What a reader is told. */
    public String note() {
        String which = files.size() == 1
                ? "`" + files.get(0) + "` is not judged: it is"
                : files.size() + " files in `" + (folder.isEmpty() ? "." : folder) + "` are not judged: they are";
        return which + " for " + name + ", and the rules know PostgreSQL";
    }

    OtherProduct below(String prefix) {
        String under = prefix.isEmpty() ? "" : prefix + "/";
        return new OtherProduct(
                name,
                folder.isEmpty() ? prefix : under + folder,
                files.stream().map(file -> under + file).toList());
    }
}
