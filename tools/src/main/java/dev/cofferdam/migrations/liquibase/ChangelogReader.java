package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a changelog of any format into one tree. */
public final class ChangelogReader {
    private static final List<String> SUFFIXES = List.of(".xml", ".yaml", ".yml", ".json", ".sql");

    private ChangelogReader() {}

    /** Whether Liquibase takes a file of this name for a changelog. */
    public static boolean isChangelogName(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(lower::endsWith);
    }

    /**
     * The tree, whose root is {@code databaseChangeLog}. An SQL file without Liquibase's first line is one change set, as Liquibase
     * takes it.
     *
     * @throws BrokenChangelog when the text is not what the file's name says, or no changelog
     */
    public static ChangelogNode read(String file, String text) throws BrokenChangelog {
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".sql")) {
            return FormattedSql.isFormatted(text) ? new FormattedSql(text).read() : plain(text);
        }
        ChangelogNode root = lower.endsWith(".xml") ? XmlChangelog.read(text) : YamlChangelog.read(text);
        if (!root.name().equals("databaseChangeLog")) {
            throw new BrokenChangelog(root.line(), "the root is `" + root.name() + "`, not databaseChangeLog");
        }
        return root;
    }

    private static ChangelogNode plain(String text) {
        ChangelogNode sql =
                new ChangelogNode("sql", 1, Map.of(), List.of(), Optional.of(new ChangelogNode.Value(text, 1)));
        Map<String, ChangelogNode.Value> values =
                Map.of("id", new ChangelogNode.Value("raw", 1), "author", new ChangelogNode.Value("includeAll", 1));
        ChangelogNode set = new ChangelogNode("changeSet", 1, values, List.of(sql), Optional.empty());
        return new ChangelogNode("databaseChangeLog", 1, Map.of(), List.of(set), Optional.empty());
    }
}
