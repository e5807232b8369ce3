package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.liquibase.CannotRender;
import dev.cofferdam.migrations.liquibase.ChangeRenderer;
import dev.cofferdam.migrations.liquibase.ChangelogNode;
import dev.cofferdam.migrations.liquibase.Guard;
import dev.cofferdam.migrations.liquibase.ModifySql;
import dev.cofferdam.migrations.liquibase.RunFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns change sets into units, one after the other. */
final class ChangeSets {
    private final RepositoryFiles files;
    private final ChangelogPaths paths;
    private final ChangelogParameters parameters;
    private final List<Undecided> unread;
    private final Releases releases;
    private final ChangeRenderer renderer = new ChangeRenderer();
    private final List<MigrationUnit> first = new ArrayList<>();
    private final List<MigrationUnit> usual = new ArrayList<>();
    private final List<MigrationUnit> last = new ArrayList<>();

    ChangeSets(
            RepositoryFiles files,
            ChangelogPaths paths,
            ChangelogParameters parameters,
            List<Undecided> unread,
            Releases releases) {
        this.files = files;
        this.paths = paths;
        this.parameters = parameters;
        this.unread = unread;
        this.releases = releases;
    }

    /** A change set may ask to run before or after all others ({@code runOrder}). */
    List<MigrationUnit> inRunOrder() {
        List<MigrationUnit> all = new ArrayList<>(first);
        all.addAll(usual);
        all.addAll(last);
        return all;
    }

    void add(ChangelogNode set, String file, Optional<Guard> guard, Optional<String> quoting) {
        List<MigrationUnit> target =
                switch (set.value("runOrder").orElse("")) {
                    case "first" -> first;
                    case "last" -> last;
                    default -> usual;
                };
        int before = target.size();
        Release release = releases.note(file, set.value("id").orElse(""));
        SqlLines lines = new SqlLines(set.line());
        for (ChangelogNode change : set.children()) {
            if (!ChangeRenderer.isChange(change) || !RunFilter.isForPostgres(change.value("dbms"))) {
                continue;
            }
            try {
                Optional<String> other = otherFile(change, file);
                ChangelogNode whole = other.isPresent() ? withText(change, other.get()) : change;
                List<String> statements = modified(renderer.render(whole, quoting), set);
                if (other.isPresent()) {
                    end(lines, set, file, guard, target);
                    lines = new SqlLines(change.line());
                    SqlLines elsewhere = new SqlLines(1);
                    statements.forEach(statement -> elsewhere.add(1, statement));
                    end(elsewhere, set, other.get(), guard, target);
                } else {
                    put(statements, whole, lines);
                }
            } catch (CannotRender e) {
                unread.add(new Undecided(
                        Place.of(file, change.line()),
                        "`" + change.name() + "` in change set "
                                + set.value("id").orElse("?"),
                        e.reason()));
            }
        }
        end(lines, set, file, guard, target);
        target.subList(before, target.size()).replaceAll(unit -> unit.withRelease(release));
        if (target.size() > before) {
            SqlLines back = rollback(set, file, quoting);
            MigrationUnit unit = target.get(target.size() - 1);
            if (!back.isEmpty()) {
                target.set(target.size() - 1, unit.withUndo(file, back.first(), unit.transactional(), back.toString()));
            }
        }
    }

    /** What {@code rollback} says, as far as it is SQL or has a rendering; one that points at another change set says nothing of its own. */
    private SqlLines rollback(ChangelogNode set, String file, Optional<String> quoting) {
        SqlLines lines = new SqlLines(set.line());
        ChangeRenderer backward = new ChangeRenderer();
        List<ChangelogNode> elements = new ArrayList<>(set.children("rollback"));
        Optional.ofNullable(set.values().get("rollback"))
                .ifPresent(text -> elements.add(sql(set.line(), Map.of(), text)));
        for (ChangelogNode rollback : elements) {
            List<ChangelogNode> changes = rollback.children().isEmpty()
                    ? rollback.body("sql").stream()
                            .map(text -> sql(rollback.line(), rollback.values(), text))
                            .toList()
                    : rollback.children();
            for (ChangelogNode change : changes) {
                if (!ChangeRenderer.isChange(change) || !RunFilter.isForPostgres(change.value("dbms"))) {
                    continue;
                }
                try {
                    if (otherFile(change, file).isEmpty()) {
                        put(backward.render(change, quoting), change, lines);
                    }
                } catch (CannotRender e) {
                    unread.add(new Undecided(
                            Place.of(file, change.line()),
                            "rollback of change set " + set.value("id").orElse("?"),
                            e.reason()));
                }
            }
        }
        return lines;
    }

    private static ChangelogNode sql(int line, Map<String, ChangelogNode.Value> values, ChangelogNode.Value text) {
        return new ChangelogNode("sql", line, values, List.of(), Optional.of(text));
    }

    private static List<String> modified(List<String> statements, ChangelogNode set) throws CannotRender {
        List<String> modified = new ArrayList<>();
        for (String statement : statements) {
            modified.add(ModifySql.apply(statement, set));
        }
        return modified;
    }

    /** Text keeps the lines that it has in the changelog; a rendered statement stands on the line of its change. */
    private static void put(List<String> statements, ChangelogNode change, SqlLines lines) {
        Optional<ChangelogNode.Value> text = ChangeRenderer.textOf(change);
        for (String statement : statements) {
            int blank = text.isEmpty() ? 0 : leadingLines(statement);
            String bare = statement.strip();
            if (!bare.isEmpty()) {
                lines.add(text.map(ChangelogNode.Value::line).orElse(change.line()) + blank, bare);
            }
        }
    }

    private static int leadingLines(String text) {
        String leading = text.substring(0, text.length() - text.stripLeading().length());
        return (int) leading.chars().filter(c -> c == '\n').count();
    }

    private void end(
            SqlLines lines, ChangelogNode set, String file, Optional<Guard> guard, List<MigrationUnit> target) {
        if (lines.isEmpty()) {
            return;
        }
        boolean repeats = set.is("runOnChange") || set.is("runAlways");
        target.add(new MigrationUnit(
                file,
                lines.first(),
                set.value("id"),
                set.value("comment").or(() -> set.value("id")).orElse(""),
                repeats ? MigrationUnit.Kind.REPEATABLE : MigrationUnit.Kind.VERSIONED,
                set.truth("runInTransaction").orElse(true),
                lines.toString(),
                guard));
    }

    /** The file whose text the change runs; empty when its text is in the changelog. */
    private Optional<String> otherFile(ChangelogNode change, String file) throws CannotRender {
        boolean mayName = List.of("sqlFile", "createView", "createProcedure").contains(change.name());
        Optional<String> named = mayName ? change.value("path") : Optional.empty();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        ChangelogPaths.Found found = paths.file(named.get(), file, change.is("relativeToChangelogFile"));
        if (found.path().isEmpty()) {
            throw ChangeRenderer.cannot("its file `" + named.get() + "`: " + found.reason());
        }
        return found.path();
    }

    private ChangelogNode withText(ChangelogNode change, String other) {
        boolean expands = change.truth("expandExpressionsInFile").orElse(true);
        String text = files.text(other);
        ChangelogNode.Value value = new ChangelogNode.Value(expands ? parameters.expand(text, other, 1) : text, 1);
        Map<String, ChangelogNode.Value> values = new LinkedHashMap<>(change.values());
        values.keySet().removeAll(List.of("path", "selectQuery", "procedureText", "procedureBody"));
        return new ChangelogNode(change.name(), change.line(), values, change.children(), Optional.of(value));
    }
}
