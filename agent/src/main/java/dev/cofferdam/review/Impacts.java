package dev.cofferdam.review;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.toolbox.RowUsages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks the code that runs about everything that a change takes away, renames, retypes or newly demands. */
final class Impacts {
    /** Whoever uses a table uses one of these; each more costs a scan. */
    private static final int COLUMNS_OF_A_TABLE = 6;

    private final RunningCode code;
    private final Checked checked;
    private final Consumer<String> progress;

    Impacts(RunningCode code, Checked checked, Consumer<String> progress) {
        this.code = code;
        this.checked = checked;
        this.progress = progress;
    }

    List<Impact> of(SchemaChanges changes) {
        List<Impact> impacts = new ArrayList<>();
        for (SchemaChanges.Placed each : changes.changes()) {
            if (mayBreak(each)) {
                progress.accept("what uses " + subject(each.change()));
                impacts.add(impact(each, changes.schema()));
            }
        }
        return impacts;
    }

    private static String subject(Change change) {
        return change.columns().isEmpty()
                ? change.table().toString()
                : change.columns().get(0).toString();
    }

    /** A wider type and a new nullable column break nobody; the rules know which types are wider. */
    private boolean mayBreak(SchemaChanges.Placed each) {
        Change change = each.change();
        if (change instanceof ColumnChange.RenameColumn
                || change instanceof ColumnChange.DropColumn
                || change instanceof TableChange.DropTable
                || change instanceof TableChange.RenameTable) {
            return true;
        }
        if (change instanceof ColumnChange.SetNotNull demand) {
            return demand.provenBy().isEmpty();
        }
        if (change instanceof ColumnChange.AddColumn add) {
            return !add.nullable() && add.defaultValue().isEmpty();
        }
        boolean retypes = change instanceof ColumnChange.ChangeType
                || change instanceof ColumnChange.NarrowType
                || change instanceof ColumnChange.ChangeTimeZone;
        return retypes && isCalledIncompatible(each.place());
    }

    private boolean isCalledIncompatible(Place place) {
        return checked.findings().stream()
                .anyMatch(found ->
                        found.ruleClass() == RuleClass.COMPAT && found.place().equals(place));
    }

    private Impact impact(SchemaChanges.Placed each, Schema schema) {
        List<ScanResult> scans = columns(each.change(), schema).stream()
                .map(column -> code.scan(schema, column))
                .map(scan -> each.change() instanceof ColumnChange.AddColumn ? RowUsages.of(scan) : scan)
                .toList();
        Map<String, Usage> usages = new LinkedHashMap<>();
        scans.stream()
                .flatMap(scan -> scan.usages().stream())
                .filter(usage -> usage.access() != Access.DDL)
                .forEach(usage -> usages.putIfAbsent(usage.place() + " " + usage.access(), usage));
        List<Usage> broken = usages.values().stream()
                .filter(usage -> each.change().needsEdit(usage) && reachesTheServer(usage.style()) && !isStar(usage))
                .sorted(Comparator.comparing((Usage usage) -> usage.style().isImplicit())
                        .thenComparing(usage -> usage.style() != Style.MAPPING)
                        .thenComparing(usage -> usage.codePaths().isEmpty()))
                .toList();
        long possible = usages.values().stream()
                .filter(usage -> !usage.test()
                        && !usage.style().isSettledElsewhere()
                        && (!usage.confidence().needsEdit() || isStar(usage)))
                .count();
        List<Undecided> open = scans.stream()
                .flatMap(scan -> scan.undecided().stream())
                .distinct()
                .toList();
        return new Impact(
                each.change().summary(),
                Impact.Kind.of(each.change()),
                each.place(),
                broken.stream().filter(usage -> !usage.test()).toList(),
                broken.stream().filter(Usage::test).count(),
                possible,
                open);
    }

    /** What only handles a value that was read does not notice where it came from. */
    private static boolean reachesTheServer(Style style) {
        return style != Style.ACCESSOR && style != Style.TEMPLATE && style != Style.API_NAME;
    }

    /** A star goes on working without a column that nobody fetches from it, which has a usage of its own. */
    private static boolean isStar(Usage usage) {
        return usage.style() == Style.STAR && !usage.access().writes();
    }

    /** The columns whose code paths tell. */
    private static List<ColumnRef> columns(Change change, Schema schema) {
        if (!change.columns().isEmpty()) {
            return change.columns();
        }
        Table table = schema.table(change.table());
        if (table.columns().isEmpty()) {
            return List.of();
        }
        ColumnRef witness = RowUsages.witness(table);
        if (change instanceof ColumnChange.AddColumn) {
            return List.of(witness);
        }
        return Stream.concat(Stream.of(witness), table.columns().stream().map(column -> table.ref()
                        .column(column.name())))
                .distinct()
                .limit(COLUMNS_OF_A_TABLE)
                .toList();
    }
}
