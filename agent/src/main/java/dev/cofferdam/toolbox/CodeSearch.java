package dev.cofferdam.toolbox;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds a text in the repository's files, in the order of their paths. Links are not followed, build output is left out. */
public final class CodeSearch {
    private static final int PAGE_HITS = 40;
    private static final int MOST_FILES = 50_000;
    private static final int MOST_HITS = 2_000;
    private static final int SHORTEST_TEXT = 2;
    private static final Set<String> BUILD_OUTPUT =
            Set.of("target", "build", "out", "node_modules", ".gradle", ".idea");

    private final RepositoryFiles files;

    public CodeSearch(RepositoryFiles files) {
        this.files = files;
    }

    /** One page, counted from 1, of the lines that hold the text, whatever its case. */
    public Report search(String text, int page) {
        if (text.strip().length() < SHORTEST_TEXT || text.contains("\n")) {
            throw new UserError(
                    "`text` is too short or has more than one line", "text", "search for a word or a part of one line");
        }
        List<Path> all = listed();
        List<Hit> hits = hits(all, text.toLowerCase(Locale.ROOT));
        int pages = Math.max(1, (hits.size() + PAGE_HITS - 1) / PAGE_HITS);
        if (page > pages) {
            throw new UserError("there is no page " + page, "page", "there are pages 1 to " + pages);
        }
        List<Hit> shown = hits.subList((page - 1) * PAGE_HITS, Math.min(hits.size(), page * PAGE_HITS));
        return Report.of(
                described(shown, hits.size(), all.size()),
                Map.of(
                        "hits",
                        String.valueOf(hits.size()),
                        "page",
                        String.valueOf(page),
                        "pages",
                        String.valueOf(pages)),
                shown.stream().map(Hit::place).toList());
    }

    private static String described(List<Hit> shown, int hits, int listed) {
        StringBuilder text = new StringBuilder();
        shown.forEach(
                hit -> text.append(hit.place()).append("| ").append(hit.line()).append('\n'));
        if (hits == 0) {
            text.append("[no line holds it]\n");
        }
        if (hits >= MOST_HITS || listed >= MOST_FILES) {
            text.append("[not everything was searched: it ends after ")
                    .append(MOST_HITS)
                    .append(" lines or ")
                    .append(MOST_FILES)
                    .append(" files; search for something longer]\n");
        }
        return text.toString();
    }

    private List<Hit> hits(List<Path> all, String wanted) {
        List<Hit> hits = new ArrayList<>();
        for (Path file : all) {
            // Taking secrets out is the dear part, and most files do not hold the text at all.
            boolean holds = files.textOf(file)
                    .filter(content -> content.toLowerCase(Locale.ROOT).contains(wanted))
                    .isPresent();
            if (holds) {
                addHits(file, wanted, hits);
            }
            if (hits.size() >= MOST_HITS) {
                return hits.subList(0, MOST_HITS);
            }
        }
        return hits;
    }

    private void addHits(Path file, String wanted, List<Hit> hits) {
        List<String> lines = files.linesOf(file).orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).toLowerCase(Locale.ROOT).contains(wanted)) {
                hits.add(new Hit(
                        files.nameOf(file) + ":" + (i + 1),
                        RepositoryFiles.shortened(lines.get(i).strip())));
            }
        }
    }

    private List<Path> listed() {
        List<Path> listed = new ArrayList<>();
        try {
            Files.walkFileTree(files.root(), new Listing(listed));
        } catch (IOException e) {
            throw new UserError("the repository cannot be listed: " + e.getMessage(), "", "check its permissions");
        }
        listed.sort(Comparator.comparing(files::nameOf));
        return listed;
    }

    private record Hit(String place, String line) {}

    private final class Listing extends SimpleFileVisitor<Path> {
        private final List<Path> listed;

        Listing(List<Path> listed) {
            this.listed = listed;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean skipped = !directory.equals(files.root())
                    && (BUILD_OUTPUT.contains(directory.getFileName().toString()) || isRefused(directory));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isRefused(file)) {
                listed.add(file);
            }
            return listed.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        /** What may not be read is not there for the search; the rest of the repository is. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private boolean isRefused(Path path) {
            return RefusedPaths.reason(files.root().relativize(path)).isPresent();
        }
    }
}
