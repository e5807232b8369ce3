package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements put together with MyBatis's builder: {@code new SQL() {{ SELECT("a"); FROM("t"); }}}, also as a chain of calls. */
public final class SqlBuilderFinder implements StyleFinder {

    /** Clauses in the order in which they stand in a statement, with what comes before and between their parts. */
    private static final Map<String, String[]> CLAUSES = new LinkedHashMap<>();

    static {
        CLAUSES.put("INSERT_INTO", new String[] {"INSERT INTO ", ""});
        CLAUSES.put("INTO_COLUMNS", new String[] {" (", ", "});
        CLAUSES.put("UPDATE", new String[] {"UPDATE ", ""});
        CLAUSES.put("SET", new String[] {" SET ", ", "});
        CLAUSES.put("DELETE_FROM", new String[] {"DELETE FROM ", ""});
        CLAUSES.put("SELECT", new String[] {"SELECT ", ", "});
        CLAUSES.put("SELECT_DISTINCT", new String[] {"SELECT DISTINCT ", ", "});
        CLAUSES.put("FROM", new String[] {" FROM ", ", "});
        CLAUSES.put("JOIN", new String[] {" JOIN ", " JOIN "});
        CLAUSES.put("INNER_JOIN", new String[] {" INNER JOIN ", " INNER JOIN "});
        CLAUSES.put("LEFT_OUTER_JOIN", new String[] {" LEFT OUTER JOIN ", " LEFT OUTER JOIN "});
        CLAUSES.put("RIGHT_OUTER_JOIN", new String[] {" RIGHT OUTER JOIN ", " RIGHT OUTER JOIN "});
        CLAUSES.put("WHERE", new String[] {" WHERE ", " AND "});
        CLAUSES.put("GROUP_BY", new String[] {" GROUP BY ", ", "});
        CLAUSES.put("HAVING", new String[] {" HAVING ", " AND "});
        CLAUSES.put("ORDER_BY", new String[] {" ORDER BY ", ", "});
    }

    private final Scan scan;
    private final SqlReading reading;
    private final List<SourceFile> candidates;

    public SqlBuilderFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        Set<String> clauses = Set.of("FROM", "INSERT_INTO", "UPDATE", "DELETE_FROM");
        candidates = scan.index().files().stream()
                .filter(file -> file.mentions("ibatis jdbc")
                        && file.mentionsAny(clauses)
                        && file.mentions(scan.column().table().name()))
                .toList();
        scan.index().want(candidates, CLAUSES.keySet());
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, this::findIn));
    }

    private void findIn(SourceFile file) {
        IdentityHashMap<Node, Map<String, List<Expression>>> built = new IdentityHashMap<>();
        List<Built> order = new ArrayList<>();
        scan.index().walk(file, MethodCallExpr.class, call -> {
            String name = call.getNameAsString();
            boolean values = name.equals("VALUES");
            if ((values || CLAUSES.containsKey(name)) && !call.getArguments().isEmpty()) {
                Map<String, List<Expression>> parts = built.computeIfAbsent(builder(call), builder -> {
                    order.add(new Built(builder, new LinkedHashMap<>()));
                    return order.get(order.size() - 1).parts();
                });
                // Chains are walked from their end; the order within a clause does not change what it touches.
                parts.computeIfAbsent(values ? "INTO_COLUMNS" : name, each -> new ArrayList<>())
                        .addAll(values ? call.getArguments().subList(0, 1) : call.getArguments());
            }
        });
        order.forEach(each -> read(each.builder(), each.parts()));
    }

    /** A builder and what its clauses were given. */
    private record Built(Node builder, Map<String, List<Expression>> parts) {}

    /** The builder that is created around the call or at the chain's beginning; the member's variable else. */
    private static Node builder(MethodCallExpr call) {
        Expression root = StringFolder.root(call);
        if (root instanceof ObjectCreationExpr) {
            return root;
        }
        return Enclosing.nearest(call, ObjectCreationExpr.class)
                .filter(each -> each.getAnonymousClassBody().isPresent())
                .map(Node.class::cast)
                .or(() -> Enclosing.memberNode(call))
                .orElse(call);
    }

    private void read(Node builder, Map<String, List<Expression>> parts) {
        StringBuilder sql = new StringBuilder();
        CLAUSES.forEach((clause, words) -> {
            List<Expression> expressions = parts.get(clause);
            if (expressions != null) {
                List<String> texts = expressions.stream()
                        .map(each -> scan.folder().fold(each).text().replaceAll("[#$]\\{[^}]*}", "?"))
                        .toList();
                sql.append(words[0]).append(String.join(words[1], texts));
                sql.append(clause.equals("INTO_COLUMNS") ? ") VALUES (1)" : "");
            }
        });
        Optional<TypeFact> type = scan.types().context(builder);
        if (type.isPresent()) {
            reading.read(sql.toString()).forEach(use -> add(builder, parts, type.get(), use, sql.toString()));
        }
    }

    private void add(Node builder, Map<String, List<Expression>> parts, TypeFact type, SqlReading.Use use, String sql) {
        String token = use.star() ? "*" : scan.column().column();
        int line = parts.values().stream()
                .flatMap(List::stream)
                .filter(each -> use.star()
                        ? each.toString().contains("*")
                        : Tokens.has(scan.folder().fold(each).text(), token))
                .findFirst()
                .map(JavaReader::line)
                .orElseGet(() -> JavaReader.line(builder));
        scan.add(new Hit(
                Spot.of(type, Enclosing.member(builder).orElse(type.simpleName()), line),
                use.access(),
                use.star() ? Style.STAR : Style.SQL_STRING,
                use.confidence(),
                use.star() ? "" : token,
                use.reason() + ", put together with MyBatis's builder",
                sql.contains(FoldedText.HOLE) ? Optional.empty() : Optional.of(sql)));
    }
}
