package dev.cofferdam.scan.styles.text;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.styles.mybatis.PlusFinder;
import dev.cofferdam.scan.styles.sql.ResultLabels;
import dev.cofferdam.scan.styles.sql.StatementFinder;
import dev.cofferdam.scan.words.Tokens;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * String literals that are no statement and name the column or its property: labels of result columns, names handed to criteria and
 * sorts, SQL fragments in mapping annotations, and plain text.
 */
public final class LiteralFinder implements StyleFinder {

    private static final Set<String> MAPPING = Set.of(
            "Column",
            "JoinColumn",
            "AttributeOverride",
            "AssociationOverride",
            "Table",
            "SecondaryTable",
            "JoinTable",
            "CollectionTable",
            "PrimaryKeyJoinColumn",
            "MapKeyColumn",
            "OrderColumn");
    /** Name a placeholder of a query, which is no column. */
    private static final Set<String> PARAMETER_NAMES = Set.of("Param", "Bind", "Named", "Qualifier", "PathVariable");

    private static final Set<String> SCHEMA_HINTS = Set.of("Index", "UniqueConstraint");
    private static final Set<String> FRAGMENTS = Set.of(
            "Formula",
            "Where",
            "SQLRestriction",
            "Filter",
            "FilterDef",
            "ColumnTransformer",
            "Check",
            "SQLOrder",
            "JoinFormula");
    private static final Set<String> PROPERTY_NAMES =
            Set.of("OrderBy", "NamedAttributeNode", "EntityGraph", "SortDefault", "PageableDefault");

    private final Scan scan;
    private final StatementFinder statements;
    private final ResultLabels labels;
    private final Set<String> forms;
    private final Set<String> properties;
    private final Pattern word;
    private final Set<String> tableWords;
    private final List<SourceFile> candidates;

    public LiteralFinder(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
        labels = new ResultLabels(scan, statements);
        properties = new TreeSet<>();
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> properties.add(mapping.property().name()));
        forms = Tokens.formsOf(scan.column().column());
        forms.addAll(properties);
        word = Tokens.anyWord(forms);
        tableWords = scan.tableWords();
        candidates = scan.index().mentioning(Tokens.quoted(forms)).parallelStream()
                .filter(this::mayConcern)
                .toList();
        Set<String> wanted = Tokens.lone(forms);
        scan.index().want(candidates, wanted);
        // A label is judged by its statement, also when that is about another table.
        Set<String> withStatements = new TreeSet<>(wanted);
        withStatements.addAll(Tokens.quoted(StatementOpening.VERBS));
        scan.index()
                .want(
                        candidates.stream()
                                .filter(file -> file.mentionsAny(ResultLabels.ROWS))
                                .toList(),
                        withStatements);
    }

    /** A file that does not name the table must hold statements, or a mapper that another file hands to them. */
    private boolean mayConcern(SourceFile file) {
        return file.mentionsAny(tableWords)
                || statements.candidates().contains(file)
                || scan.index().facts(file.path()).types().stream().anyMatch(type -> statements.candidates().stream()
                        .anyMatch(user -> user.mentions(type.simpleName())));
    }

    @Override
    public void find() {
        Pattern table = Pattern.compile(Tokens.anyWord(tableWords).pattern());
        candidates.forEach(scan.fenced(this, file -> {
            CompilationUnit unit = scan.index().unit(file.path());
            boolean mentionsTable =
                    file.mentionsAny(tableWords) && table.matcher(file.text()).find();
            FileStatements own = new FileStatements(file, unit);
            for (LiteralStringValueExpr literal : unit.findAll(LiteralStringValueExpr.class)) {
                boolean isText = literal instanceof StringLiteralExpr || literal instanceof TextBlockLiteralExpr;
                if (isText && word.matcher(literal.getValue()).find() && !own.hold(literal)) {
                    findIn(literal, own, mentionsTable);
                }
            }
        }));
    }

    /** The statements of a file, read when the first literal is found that may belong to one. */
    private final class FileStatements {
        private final SourceFile file;
        private final CompilationUnit unit;
        private final Set<Node> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        private Optional<List<StatementFinder.Read>> reads = Optional.empty();
        private Optional<FragmentAliases> aliases = Optional.empty();

        FileStatements(SourceFile file, CompilationUnit unit) {
            this.file = file;
            this.unit = unit;
        }

        List<StatementFinder.Read> reads() {
            if (reads.isEmpty()) {
                List<StatementFinder.Read> found = readsOf(file, unit);
                found.forEach(read -> read.root().text().parts().forEach(part -> parts.add(part.node())));
                reads = Optional.of(found);
            }
            return reads.get();
        }

        Optional<String> alias(LiteralStringValueExpr literal) {
            if (aliases.isEmpty()) {
                aliases = Optional.of(FragmentAliases.of(file.text(), scan.column()));
            }
            return aliases.get().namedBy(literal);
        }

        boolean hold(Node literal) {
            return !reads().isEmpty() && parts.contains(literal);
        }
    }

    /** Statements of the file: those that were read, else what it holds about other tables. */
    private List<StatementFinder.Read> readsOf(SourceFile file, CompilationUnit unit) {
        List<StatementFinder.Read> known = statements.readsIn(file.path());
        return known.isEmpty() ? statements.readsIn(unit) : known;
    }

    private void findIn(LiteralStringValueExpr literal, FileStatements own, boolean mentionsTable) {
        Optional<TypeFact> type = scan.types().context(literal);
        if (type.isEmpty() || scan.isClaimed(type.get(), literal)) {
            return;
        }
        Optional<AnnotationExpr> annotation = Enclosing.nearest(literal, AnnotationExpr.class);
        if (annotation.isPresent()) {
            findInAnnotation(literal, annotation.get(), type.get(), mentionsTable);
        } else if (labels.isLabel(literal)) {
            labels.judge(literal, type.get(), own.reads(), mentionsTable)
                    .ifPresent(label -> add(
                            literal,
                            type.get(),
                            ResultLabels.accessOf(literal),
                            Style.RESULT_COLUMN,
                            label.confidence(),
                            label.reason()));
        } else if (mentionsTable && !PlusFinder.isInWrapper(literal, scan.types())) {
            own.alias(literal)
                    .ifPresentOrElse(
                            alias -> add(
                                    literal,
                                    type.get(),
                                    Access.READ,
                                    Style.SQL_STRING,
                                    Confidence.LIKELY,
                                    "part of a statement: the file calls "
                                            + scan.column().table() + " `" + alias + "`"),
                            () -> findText(literal, type.get()));
        }
    }

    private void findText(LiteralStringValueExpr literal, TypeFact type) {
        boolean sentence = literal.getValue().strip().contains(" ");
        boolean key = Pattern.compile("\"(" + word.pattern() + ")\\\\?\"\\s*:")
                .matcher(literal.getValue())
                .find();
        if (!sentence || key) {
            add(
                    literal,
                    type,
                    Access.EXPOSURE,
                    Style.TEXT,
                    Confidence.POSSIBLE,
                    "a string that names the column or its property, in a file that names the table or entity");
        }
    }

    private void findInAnnotation(
            LiteralStringValueExpr literal, AnnotationExpr annotation, TypeFact type, boolean mentionsTable) {
        String name = annotation.getName().getIdentifier();
        boolean ownEntity = scan.entities().mappings(scan.column()).stream()
                .anyMatch(mapping -> scan.index().isSubtype(mapping.entity().type(), type));
        if (MAPPING.contains(name) || PARAMETER_NAMES.contains(name)) {
            return;
        }
        if (SCHEMA_HINTS.contains(name)) {
            if (ownEntity) {
                add(
                        literal,
                        type,
                        Access.MAPPING,
                        Style.MAPPING,
                        Confidence.CERTAIN,
                        "an index or constraint of the mapping names the column");
            }
        } else if (FRAGMENTS.contains(name)) {
            if (ownEntity && Tokens.has(literal.getValue(), scan.column().column())) {
                add(
                        literal,
                        type,
                        Access.READ,
                        Style.NATIVE_QUERY,
                        Confidence.CERTAIN,
                        "a SQL fragment in the mapping names the column");
            }
        } else if (PROPERTY_NAMES.contains(name)) {
            if (mentionsTable) {
                add(
                        literal,
                        type,
                        Access.READ,
                        Style.JPQL,
                        Confidence.LIKELY,
                        "a property's name in a mapping or query annotation");
            }
        } else if (mentionsTable && !literal.getValue().contains(" ")) {
            add(
                    literal,
                    type,
                    Access.EXPOSURE,
                    Style.TEXT,
                    Confidence.POSSIBLE,
                    "a string in an annotation that names the column or its property");
        }
    }

    private void add(
            LiteralStringValueExpr literal,
            TypeFact type,
            Access access,
            Style style,
            Confidence confidence,
            String reason) {
        Matcher matcher = word.matcher(literal.getValue());
        boolean found = matcher.find();
        String token = found ? matcher.group() : literal.getValue();
        int line = JavaReader.line(literal);
        if (literal instanceof TextBlockLiteralExpr && found) {
            line += 1
                    + (int) literal.getValue()
                            .substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }
        scan.add(new Hit(
                        Spot.of(type, Enclosing.member(literal).orElse(type.simpleName()), line),
                        access,
                        style,
                        confidence,
                        token,
                        reason)
                .at(line == JavaReader.line(literal) ? JavaReader.column(literal) : 0));
    }
}
