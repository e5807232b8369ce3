package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements by which each app version is imitated: those found in the code as they stand for v0, the same with the new name for v1, and for
 * each version what a mapper generates for the whole row.
 */
public final class RenameProbes {
    private final ColumnChange.RenameColumn change;
    private final Table table;

    public RenameProbes(ColumnChange.RenameColumn change, Table table) {
        this.change = change;
        this.table = table;
    }

    /** Statements that each app version issues. */
    public List<Probe> of(AppVersion today, AppVersion next, List<Usage> usages) {
        List<Probe> probes = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Usage usage : usages) {
            Optional<String> statement = usage.statement().filter(sql -> isSentByCode(usage) && seen.add(sql));
            if (statement.isPresent()) {
                add(probes, today, usage.access(), statement.get(), Probe.Origin.CODE, "usage " + usage.id());
                renamed(statement.get())
                        .ifPresent(sql -> add(
                                probes,
                                next,
                                usage.access(),
                                sql,
                                Probe.Origin.GENERATED,
                                "usage " + usage.id() + ", renamed"));
            }
        }
        String oldName = change.column().column();
        WholeRowProbes wholeRow = new WholeRowProbes(table);
        wholeRow.add(probes, today, name -> name);
        wholeRow.add(probes, next, name -> name.equals(oldName) ? change.newName() : name);
        return probes;
    }

    /** Scripts are run once, by hand or at start-up of another vendor's database; what imitates a version is what its classes send. */
    public static boolean isSentByCode(Usage usage) {
        boolean sends =
                usage.style() == Style.NATIVE_QUERY || usage.style() == Style.SQL_STRING || usage.style() == Style.STAR;
        return sends && !usage.test() && usage.place().className().isPresent();
    }

    /** The statement with the new name wherever it names the old column; empty when it cannot be read. */
    private Optional<String> renamed(String sql) {
        StringBuilder text = new StringBuilder(sql);
        List<ParsedStatement> parsed = SqlParser.parse(sql);
        if (parsed.size() != 1 || !(parsed.get(0).facts() instanceof Statement.Query query)) {
            return Optional.empty();
        }
        int start = parsed.get(0).offset();
        query.columns().stream()
                .filter(this::isOldColumn)
                .sorted(Comparator.comparingInt(ColumnUse::offset).reversed())
                .forEach(use -> text.replace(
                        start + use.offset(),
                        start + use.offset() + use.length(),
                        Identifiers.quoteIfNeeded(change.newName())));
        return Optional.of(text.toString());
    }

    private boolean isOldColumn(ColumnUse use) {
        boolean here = use.table().map(change.table()::isSameTable).orElseGet(() -> use.inScope().stream()
                .anyMatch(change.table()::isSameTable));
        return here && use.column().equals(change.column().column());
    }

    private static void add(
            List<Probe> probes, AppVersion version, Access access, String sql, Probe.Origin origin, String source) {
        probes.add(new Probe("p" + (probes.size() + 1), version, access, sql, origin, source));
    }
}
