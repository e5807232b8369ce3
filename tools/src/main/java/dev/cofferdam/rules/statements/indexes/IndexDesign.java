package dev.cofferdam.rules.statements.indexes;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Index;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Advises on indexes that every write pays for and that few queries need (PostgreSQL docs 11.3, Multicolumn Indexes). */
public final class IndexDesign implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "index-redundant-or-wide",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.LEAVES_RUBBISH,
            "An index repeats another or has many columns");

    /** More than this is rarely of use (docs 11.3). */
    private static final int MANY_COLUMNS = 3;

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.CreateIndex.class)
                .filter(created -> !created.unique() && isTree(created.method()))
                .map(created ->
                        Stream.concat(repeated(at, created), wide(created)).toList())
                .orElse(List.of());
    }

    private static Stream<Report> repeated(Situation at, Statement.CreateIndex created) {
        return at.indexes(created.table()).stream()
                .filter(other -> isTree(other.method()) && other.predicate().equals(created.where()))
                .filter(other -> startsWith(other.elements(), created.elements())
                        && created.include().isEmpty())
                .limit(1)
                .map(other -> redundant(created, other));
    }

    private static Stream<Report> wide(Statement.CreateIndex created) {
        int columns = created.elements().size();
        return columns > MANY_COLUMNS ? Stream.of(wide(created, columns)) : Stream.empty();
    }

    private static boolean isTree(String method) {
        return method.equals("btree");
    }

    private static boolean startsWith(List<String> longer, List<String> shorter) {
        return longer.size() >= shorter.size()
                && longer.subList(0, shorter.size()).equals(shorter);
    }

    private static Report redundant(Statement.CreateIndex created, Index other) {
        return Report.on(
                        created.table(),
                        INFO,
                        "`" + other.name() + "` on `" + created.table() + "` (" + String.join(", ", other.elements())
                                + ") finds the same rows; this one costs every write of `" + created.table()
                                + "` once more",
                        "leave it out, or drop `" + other.name()
                                + "` once this one is valid if that is the one too many")
                .about("repeats " + other.name());
    }

    private static Report wide(Statement.CreateIndex created, int columns) {
        return Report.on(
                        created.table(),
                        INFO,
                        "the index has " + columns
                                + " columns; the last of them narrow the search only for queries that name"
                                + " the first ones too, and each makes every entry longer",
                        "keep the columns that the query's conditions name, the most selective first, and INCLUDE those that"
                                + " are only read")
                .about("wide");
    }
}
