package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds folders of numbered or dated SQL files, flat ({@code 0007_add_city.up.sql}) or one folder for each ({@code
 * 20240131_add_city/up.sql}), as golang-migrate, dbmate, goose, Diesel, Prisma and many by hand keep them.
 */
final class SqlFolderFinder {
    private static final Pattern NUMBERED = Pattern.compile("[vV]?(\\d+(?:[._-]\\d+)*)(?:[._\\-\\s]+(.*))?");
    private static final Pattern BACKWARD =
            Pattern.compile("(?:.*[._-])?(?:down|undo|rollback|revert)\\.sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern FOLDER_UNIT =
            Pattern.compile("(?:up|migration|migrate)\\.sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORWARD_END =
            Pattern.compile("(?:(?<=^|/)(?:up|migration|migrate)|[._-]up)?\\.sql$", Pattern.CASE_INSENSITIVE);
    private static final Comparator<Numbered> IN_ORDER =
            Comparator.comparing(Numbered::number).thenComparing(Numbered::file);
    private static final int FEWEST = 2;

    private final RepositoryFiles files;
    private final SqlFolderTransactions transactions;

    SqlFolderFinder(RepositoryFiles files) {
        this.files = files;
        this.transactions = new SqlFolderTransactions(files);
    }

    /** The history in the folder with most numbered files, or empty when no folder has two of them. */
    Optional<History> find() {
        Map<String, List<Numbered>> byFolder = new TreeMap<>();
        for (String file : files.matching(
                f -> f.toLowerCase(Locale.ROOT).endsWith(".sql") && !Vendors.isForeign(f) && !hasOwnForPostgres(f))) {
            numbered(file).ifPresent(unit -> byFolder.computeIfAbsent(unit.folder(), key -> new ArrayList<>())
                    .add(unit));
        }
        return byFolder.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= FEWEST)
                .max(Map.Entry.<String, List<Numbered>>comparingByValue(Comparator.comparingInt(List::size))
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(best -> read(best.getKey(), best.getValue(), byFolder));
    }

    private History read(String folder, List<Numbered> units, Map<String, List<Numbered>> all) {
        List<Undecided> unread = new ArrayList<>();
        all.forEach((other, theirs) -> {
            if (!other.equals(folder) && theirs.size() >= FEWEST) {
                unread.add(new Undecided(
                        Place.of(theirs.get(0).file(), 1),
                        "another folder of numbered SQL files, " + theirs.size() + " in `" + other + "`",
                        "one history is read, the largest; name the other with --schema FOLDER"));
            }
        });
        List<Numbered> sorted = units.stream().sorted(IN_ORDER).toList();
        return new History("SQL folder", sorted.stream().map(this::unit).toList(), unread);
    }

    /** {@code 7_add.up.sql} is for the other products when {@code 7_add.postgres.up.sql} lies beside it. */
    private boolean hasOwnForPostgres(String file) {
        Matcher end = FORWARD_END.matcher(file);
        return end.find()
                && Stream.of("postgres", "postgresql", "pg")
                        .anyMatch(product -> files.has(file.substring(0, end.start()) + "." + product + end.group()));
    }

    /** Whether the file undoes what another does, by its name. */
    static boolean goesBack(String file) {
        return BACKWARD.matcher(RepositoryFiles.nameOf(file)).matches();
    }

    private static Optional<Numbered> numbered(String file) {
        String name = RepositoryFiles.nameOf(file);
        if (goesBack(file)) {
            return Optional.empty();
        }
        boolean ownFolder = FOLDER_UNIT.matcher(name).matches();
        String stem = ownFolder
                ? RepositoryFiles.nameOf(RepositoryFiles.folderOf(file))
                : name.substring(0, name.length() - ".sql".length()).replaceFirst("(?i)[._-]up$", "");
        Matcher matcher = NUMBERED.matcher(stem);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String folder = RepositoryFiles.folderOf(file);
        String description = Optional.ofNullable(matcher.group(2)).orElse("").replaceAll("[_-]+", " ");
        return Optional.of(new Numbered(
                ownFolder ? RepositoryFiles.folderOf(folder) : folder, file, matcher.group(1), description.strip()));
    }

    private MigrationUnit unit(Numbered numbered) {
        UpPart up = UpPart.of(files.text(numbered.file()));
        MigrationUnit unit = new MigrationUnit(
                numbered.file(),
                Optional.of(numbered.version()),
                numbered.description(),
                MigrationUnit.Kind.VERSIONED,
                transactions.forward(numbered.file(), up),
                up.sql());
        if (up.down().isPresent()) {
            String down = up.down().get();
            return unit.withUndo(unit.file(), 1, transactions.backward(up, down), down);
        }
        return backward(numbered.file())
                .map(file ->
                        unit.withUndo(file, 1, transactions.isTransactional(file, files.text(file)), files.text(file)))
                .orElse(unit);
    }

    /** {@code 7_add_city.down.sql} beside {@code 7_add_city.up.sql} or {@code 7_add_city.sql}, {@code down.sql} beside {@code up.sql}. */
    private Optional<String> backward(String forward) {
        String stem = FORWARD_END.matcher(forward).replaceFirst("");
        return Stream.of("down", "undo", "rollback", "revert")
                .flatMap(word -> stem.endsWith("/") || stem.isEmpty()
                        ? Stream.of(stem + word + ".sql")
                        : Stream.of(stem + "." + word + ".sql", stem + "_" + word + ".sql"))
                .filter(files::has)
                .findFirst();
    }

    private record Numbered(String folder, String file, String version, String description) {
        FlywayVersion number() {
            return new FlywayVersion(Pattern.compile("[._-]")
                    .splitAsStream(version)
                    .map(BigInteger::new)
                    .toList());
        }
    }
}
